"""Sign-in of programs: register, login, refresh, logout, and who I am."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.api.serializers import (
    LoginInput,
    PersonOutput,
    ProfileInput,
    RefreshInput,
    RegisterInput,
    RegisterOutput,
    TokenPairOutput,
)
from apps.accounts.errors import (
    EmailUnverified,
    InvalidCredentials,
    MFACodeWrong,
    MFARequired,
    RefreshTokenInvalid,
    SecondFactorMissing,
    SignUpClosed,
)
from apps.accounts.services import people, tokens
from apps.accounts.services.registration import register
from apps.accounts.services.sign_in import sign_in
from apps.core.schema.refusals import refusals


class OpenView(APIView):
    """Operations that need no proof of who is asking; a stale token in the header is no matter."""

    authentication_classes: ClassVar[list[Any]] = []
    permission_classes = (AllowAny,)


class Register(OpenView):
    @extend_schema(
        operation_id="auth_register",
        summary="Make an account",
        description="Answers the same whether or not the address has an account. The account can "
        "be used once the link in the letter has been followed.",
        tags=["Sign-in"],
        request=RegisterInput,
        responses={201: RegisterOutput, **refusals(SignUpClosed)},
    )
    def post(self, request: Request) -> Response:
        given = validated(RegisterInput, request)
        register(given["email"], name=given["name"], password=given["password"])
        detail = _("We have sent you a letter. Follow the link in it to use your account.")
        return Response({"detail": detail}, status=201)


class LogIn(OpenView):
    @extend_schema(
        operation_id="auth_login",
        summary="Sign in",
        description="People with a second factor send “code” too: six digits of the "
        "authenticator app, or a recovery code. Without it: 401, code `mfa_required`.",
        tags=["Sign-in"],
        request=LoginInput,
        responses={
            200: TokenPairOutput,
            **refusals(
                InvalidCredentials, MFARequired, MFACodeWrong, EmailUnverified, SecondFactorMissing
            ),
        },
    )
    def post(self, request: Request) -> Response:
        given = validated(LoginInput, request)
        pair = sign_in(given["email"], password=given["password"], code=given["code"])
        return Response(TokenPairOutput(pair).data)


class Refresh(OpenView):
    @extend_schema(
        operation_id="auth_refresh",
        summary="Swap a refresh token for new tokens",
        description="A refresh token works once. Using one again ends the whole sign-in.",
        tags=["Sign-in"],
        request=RefreshInput,
        responses={200: TokenPairOutput, **refusals(RefreshTokenInvalid)},
    )
    def post(self, request: Request) -> Response:
        given = validated(RefreshInput, request)
        return Response(TokenPairOutput(tokens.rotate_tokens(given["refresh"])).data)


class LogOut(OpenView):
    @extend_schema(
        operation_id="auth_logout",
        summary="Sign out",
        description="Ends the sign-in this refresh token belongs to: it and every access token of "
        "the sign-in are worthless from now on. Unknown tokens are answered the same.",
        tags=["Sign-in"],
        request=RefreshInput,
        responses={204: None},
    )
    def post(self, request: Request) -> Response:
        tokens.end_sign_in(validated(RefreshInput, request)["refresh"])
        return Response(status=204)


class Me(APIView):
    @extend_schema(
        operation_id="me",
        summary="Who I am here, and what I may do",
        tags=["Me"],
        responses={200: PersonOutput},
    )
    def get(self, request: Request) -> Response:
        return Response(PersonOutput(request.user).data)

    @extend_schema(
        operation_id="me_change",
        summary="Change my name, language or time zone",
        tags=["Me"],
        request=ProfileInput,
        responses={200: PersonOutput},
    )
    def patch(self, request: Request) -> Response:
        user = request.user
        now = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
        given = validated(ProfileInput, request, partial=True)
        return Response(PersonOutput(people.change_profile(user, **{**now, **given})).data)


def validated(shape: type[Any], request: Request, **options: Any) -> dict[str, Any]:
    """The request's body in this shape; a wrong one is answered with 400."""
    serializer = shape(data=request.data, **options)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)
