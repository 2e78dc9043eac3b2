"""What can be refused about people."""

from django.utils.translation import gettext_lazy as _

from apps.core.errors import (
    Conflict,
    DomainError,
    Forbidden,
    NotFound,
    TooManyRequests,
    Unauthenticated,
    Unprocessable,
)


class LastOwner(Conflict):
    code = "last_owner"
    message = _("Somebody must stay in charge. Give this role to another person first.")


class RoleTooHigh(Forbidden):
    code = "role_too_high"
    message = _("You cannot give a role that is higher than your own.")


class NotYourMember(Forbidden):
    code = "not_your_member"
    message = _("Your role does not allow you to change this person.")


class AlreadyOnTeam(Conflict):
    code = "already_on_team"
    message = _("This person is on the team already. Change the role in the list instead.")


class AlreadyInvited(Conflict):
    code = "already_invited"
    message = _("An invitation to this address is waiting already. Send it again from the list.")


class PersonDeactivated(Conflict):
    code = "person_deactivated"
    message = _("This person's account is deactivated. Reactivate it first.")


class InvitationGone(NotFound):
    code = "invitation_gone"
    message = _("This invitation was used, withdrawn or has expired. Ask for a new one.")


class InvitedSomebodyElse(Forbidden):
    code = "invited_somebody_else"
    message = _("This invitation is for another person. Sign out and open the link again.")


class HasAccountAlready(Conflict):
    code = "has_account_already"
    message = _("You have an account here already. Sign in to accept the invitation.")


class AddressMismatch(Unprocessable):
    code = "address_mismatch"
    message = _("That is not the address of this account. Type it exactly as it is written.")


class LinkWorthless(NotFound):
    code = "link_worthless"
    message = _("This link was used already or has expired.")


class WrongPassword(Unprocessable):
    code = "wrong_password"
    message = _("That is not your password.")


class SignUpClosed(Forbidden):
    code = "sign_up_closed"
    message = _("Accounts here are made by invitation.")


class InvalidCredentials(Unauthenticated):
    code = "invalid_credentials"
    message = _("The e-mail address or the password is wrong.")


class MFARequired(Unauthenticated):
    code = "mfa_required"
    message = _("Send the code of your authenticator app, or a recovery code, as “code”.")


class MFACodeWrong(Unauthenticated):
    code = "mfa_code_wrong"
    message = _("That code is wrong or was used before.")


class SecondFactorMissing(Forbidden):
    code = "second_factor_missing"
    message = _("Your role needs a second factor. Set one up on the website first.")


class EmailUnverified(Forbidden):
    code = "email_unverified"
    message = _("Confirm your e-mail address first: follow the link we have sent you.")


class RefreshTokenInvalid(Unauthenticated):
    code = "refresh_token_invalid"
    message = _("This refresh token is not valid any more. Sign in again.")


class AccessTokenInvalid(Unauthenticated):
    code = "access_token_invalid"
    message = _("This access token is not valid here, or not any more. Sign in again.")


class StillRunning(Conflict):
    code = "still_running"
    message = _("This very call is being carried out. Ask for its answer again in a second.")


class IdempotencyKeyReused(Unprocessable):
    code = "idempotency_key_reused"
    message = _("This Idempotency-Key came with another request before. Take a new key for it.")


class IdempotencyKeyInvalid(DomainError):
    code = "idempotency_key_invalid"
    message = _("An Idempotency-Key is 1 to 255 letters, digits or signs of ASCII.")


class ProfileUnknown(NotFound):
    code = "profile_unknown"
    message = _("This account has no such profile.")


class ProfileNeeded(Conflict):
    code = "profile_needed"
    message = _("Choose a profile first: say in the header X-Profile who is watching.")


class TooManyProfiles(Conflict):
    code = "too_many_profiles"
    message = _("An account has five profiles at most. Remove one first.")


class LastProfile(Conflict):
    code = "last_profile"
    message = _("An account keeps one profile for grown-ups. Make another one first.")


class AgeForChildren(Unprocessable):
    code = "age_for_children"
    message = _("A children's profile shows films up to the age of 13 at most.")
    field = "max_age"


class PinMalformed(Unprocessable):
    code = "pin_malformed"
    message = _("A PIN has four digits.")
    field = "pin"


class PinNeeded(Forbidden):
    """``profile`` is the key of the profile whose PIN has to be typed, where it is known."""

    code = "pin_needed"
    message = _("Type the PIN first.")


class PasswordNeeded(Forbidden):
    code = "password_needed"
    message = _("Type the account's password first.")
    field = "password"


class PinWrong(Forbidden):
    """``tries_left`` before the PIN is locked."""

    code = "pin_wrong"
    message = _("That is not the PIN.")
    field = "pin"


class PinLocked(TooManyRequests):
    """``retry_after`` in seconds."""

    code = "pin_locked"
    message = _("There were five wrong PINs. Wait fifteen minutes and try again.")
    field = "pin"
