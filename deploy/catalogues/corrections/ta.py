"""Django's own Tamil where it is wrong or broken."""

CORRECTIONS: dict[tuple[str | None, str], str] = {
    (None, "Home"): "முகப்பு",
    (None, "Log in"): "உள்நுழைக",
    (None, "Log in again"): "மீண்டும் உள்நுழைக",
    (None, "Log out"): "வெளியேறுக",
    (None, "Logged out"): "வெளியேறிவிட்டீர்கள்",
    (None, "Remove"): "அகற்றுக",
    (None, "Add %s"): "%s சேர்க்க",
    (None, "Change %s"): "%s-ஐ மாற்றுக",
    (None, "Select %s"): "%s-ஐத் தேர்ந்தெடுக்க",
    (None, "Select %s to change"): "மாற்றுவதற்கு %s-ஐத் தேர்ந்தெடுக்கவும்",
    (None, "Change history: %s"): "மாற்ற வரலாறு: %s",
    (None, " By %(filter_title)s "): " %(filter_title)s வாரியாக ",
    (None, "%(full_result_count)s total"): "மொத்தம் %(full_result_count)s",
    (None, "Filter"): "வடிப்பான்",
    (None, "Documentation"): "ஆவணங்கள்",
    (None, "Site administration"): "தள நிர்வாகம்",
    (None, "Database error"): "தரவுத்தளப் பிழை",
    (None, "Server error"): "சேவையகப் பிழை",
    (None, "Server error (500)"): "சேவையகப் பிழை (500)",
    (None, "Server Error <em>(500)</em>"): "சேவையகப் பிழை <em>(500)</em>",
    (None, "Password change"): "கடவுச்சொல் மாற்றம்",
    (None, "Password reset"): "கடவுச்சொல் மீட்டமைப்பு",
    (None, "Reset my password"): "எனது கடவுச்சொல்லை மீட்டமைக்க",
    (None, "Confirm password:"): "கடவுச்சொல்லை உறுதிசெய்க:",
    (None, "Your password was changed."): "உங்கள் கடவுச்சொல் மாற்றப்பட்டது.",
    (None, "change message"): "மாற்றச் செய்தி",
    (None, "log entry"): "செயல் பதிவு",
    (None, "log entries"): "செயல் பதிவுகள்",
    (None, "action flag"): "செயல் குறி",
    (None, "object repr"): "பதிவின் பெயர்",
    (None, "Designates that this user has all permissions without explicitly assigning them."): (
        "தனித்தனியாக வழங்காமலேயே இந்தப் பயனருக்கு எல்லா அனுமதிகளும் உள்ளன என்பதைக் குறிக்கிறது."
    ),
    (None, "Designates whether the user can log into this admin site."): (
        "இந்த நிர்வாகத் தளத்தில் பயனர் உள்நுழைய முடியுமா என்பதைக் குறிக்கிறது."
    ),
    (None, "This account is inactive."): "இந்தக் கணக்கு செயலில் இல்லை.",
    (None, "superuser status"): "முதன்மைப் பயனர் நிலை",
    (None, "session key"): "அமர்வு விசை",
    (None, "Enter a whole number."): "முழு எண்ணை உள்ளிடவும்.",
    (None, "Enter only digits separated by commas."): (
        "காற்புள்ளிகளால் பிரிக்கப்பட்ட எண்களை மட்டும் உள்ளிடவும்."
    ),
    (None, "No file was submitted. Check the encoding type on the form."): (
        "கோப்பு எதுவும் சமர்ப்பிக்கப்படவில்லை. படிவத்தின் குறியாக்க வகையைச் சரிபார்க்கவும்."
    ),
    (None, "The submitted file is empty."): "சமர்ப்பித்த கோப்பு காலியாக உள்ளது.",
    (None, "This field cannot be null."): "இந்தப் புலம் null ஆக இருக்க முடியாது.",
    (None, "This field is required."): "இந்தப் புலம் கட்டாயமானது.",
    (
        None,
        "Upload a valid image. The file you uploaded was either not an image or a corrupted image.",
    ): "சரியான படத்தைப் பதிவேற்றவும். நீங்கள் பதிவேற்றிய கோப்பு படமல்ல அல்லது சேதமடைந்துள்ளது.",
}
