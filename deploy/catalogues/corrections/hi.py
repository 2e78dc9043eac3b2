"""Django's own Hindi where it is misspelt or uses words that nobody knows."""

CORRECTIONS: dict[tuple[str | None, str], str] = {
    (None, "September"): "सितंबर",
    (None, "November"): "नवंबर",
    (None, "December"): "दिसंबर",
    ("abbrev. month", "Sept."): "सित॰",
    ("abbrev. month", "Nov."): "नव॰",
    ("abbrev. month", "Dec."): "दिस॰",
    (None, "AM"): "am",
    (None, "PM"): "pm",
    (None, "a.m."): "am",
    (None, "p.m."): "pm",
    (None, "midnight"): "मध्यरात्रि",
    ("abbrev. month", "Jan."): "जन॰",
    ("abbrev. month", "Feb."): "फ़र॰",
    ("abbrev. month", "Aug."): "अग॰",
    ("abbrev. month", "Oct."): "अक्टू॰",
    (None, "mar"): "मार्च",
    (None, "dec"): "दिस",
    (None, "Monday"): "सोमवार",
    (None, "Thursday"): "गुरुवार",
    (None, "Thu"): "गुरु",
    (None, "or"): "या",
    (None, "yesterday"): "बीता कल",
    (None, "tomorrow"): "आने वाला कल",
    (None, "Unknown"): "अज्ञात",
    (None, "%s KB"): "%s KB",
    (None, "%s MB"): "%s MB",
    (None, "%s GB"): "%s GB",
    (None, "%s TB"): "%s TB",
    (None, "%s PB"): "%s PB",
    # Forms
    (None, "This field is required."): "यह फ़ील्ड ज़रूरी है।",
    (None, "This field cannot be null."): "यह फ़ील्ड null नहीं हो सकता।",
    (None, "This field cannot be blank."): "यह फ़ील्ड खाली नहीं हो सकता।",
    (None, "Enter a valid value."): "मान्य मान दर्ज करें।",
    (None, "Enter a valid URL."): "मान्य URL दर्ज करें।",
    (None, "Enter a valid integer."): "मान्य पूर्णांक दर्ज करें।",
    (None, "Enter a valid email address."): "मान्य ईमेल पता दर्ज करें।",
    (None, "Enter a valid IPv4 or IPv6 address."): "मान्य IPv4 या IPv6 पता दर्ज करें।",
    (None, "Enter only digits separated by commas."): "केवल अल्पविराम से अलग किए गए अंक दर्ज करें।",
    (None, "Enter a number."): "संख्या दर्ज करें।",
    (None, "Enter a whole number."): "पूर्ण संख्या दर्ज करें।",
    (None, "Enter a valid date."): "मान्य तारीख दर्ज करें।",
    (None, "Enter a valid time."): "मान्य समय दर्ज करें।",
    (None, "Enter a valid date/time."): "मान्य तारीख/समय दर्ज करें।",
    (None, "Enter a valid duration."): "मान्य अवधि दर्ज करें।",
    (None, "Enter a list of values."): "मानों की सूची दर्ज करें।",
    (None, "Enter a valid UUID."): "मान्य UUID दर्ज करें।",
    (None, "Enter a valid JSON."): "मान्य JSON दर्ज करें।",
    (None, "Value must be valid JSON."): "मान मान्य JSON होना चाहिए।",
    (None, "Ensure this value is %(limit_value)s (it is %(show_value)s)."): (
        "सुनिश्चित करें कि यह मान %(limit_value)s हो (अभी %(show_value)s है)।"
    ),
    (None, "Ensure this value is less than or equal to %(limit_value)s."): (
        "सुनिश्चित करें कि यह मान %(limit_value)s से कम या उसके बराबर हो।"
    ),
    (None, "Ensure this value is greater than or equal to %(limit_value)s."): (
        "सुनिश्चित करें कि यह मान %(limit_value)s से ज़्यादा या उसके बराबर हो।"
    ),
    (None, "%(model_name)s with this %(field_label)s already exists."): (
        "इस %(field_label)s के साथ %(model_name)s पहले से मौजूद है।"
    ),
    (None, "The number of days must be between {min_days} and {max_days}."): (
        "दिनों की संख्या {min_days} और {max_days} के बीच होनी चाहिए।"
    ),
    (None, "No file was submitted. Check the encoding type on the form."): (
        "कोई फ़ाइल सबमिट नहीं की गई। फ़ॉर्म का एन्कोडिंग टाइप जाँचें।"
    ),
    (None, "No file was submitted."): "कोई फ़ाइल सबमिट नहीं की गई।",
    (None, "The submitted file is empty."): "सबमिट की गई फ़ाइल खाली है।",
    (None, "Please either submit a file or check the clear checkbox, not both."): (
        "कृपया या तो फ़ाइल सबमिट करें या हटाने वाले चेकबॉक्स पर निशान लगाएँ, दोनों नहीं।"
    ),
    (
        None,
        "Upload a valid image. The file you uploaded was either not an image or a corrupted image.",
    ): "मान्य इमेज अपलोड करें। आपकी अपलोड की गई फ़ाइल इमेज नहीं थी या खराब इमेज थी।",
    (None, "Select a valid choice. %(value)s is not one of the available choices."): (
        "मान्य विकल्प चुनें। %(value)s उपलब्ध विकल्पों में से नहीं है।"
    ),
    (None, "Select a valid choice. That choice is not one of the available choices."): (
        "मान्य विकल्प चुनें। वह विकल्प उपलब्ध विकल्पों में से नहीं है।"
    ),
    (None, "Please correct the duplicate data for %(field)s."): (
        "कृपया %(field)s का डुप्लीकेट डेटा ठीक करें।"
    ),
    (None, "Please correct the duplicate data for %(field)s, which must be unique."): (
        "कृपया %(field)s का डुप्लीकेट डेटा ठीक करें, यह अद्वितीय होना चाहिए।"
    ),
    (
        None,
        "Please correct the duplicate data for %(field_name)s which must be unique for the "
        "%(lookup)s in %(date_field)s.",
    ): (
        "कृपया %(field_name)s का डुप्लीकेट डेटा ठीक करें, यह %(date_field)s में %(lookup)s के लिए "
        "अद्वितीय होना चाहिए।"
    ),
    (None, "Please correct the duplicate values below."): "कृपया नीचे दिए गए डुप्लीकेट मान ठीक करें।",
    (None, "Order"): "क्रम",
    (None, "Clear"): "हटाएँ",
    (None, "Currently"): "फ़िलहाल",
    (None, "Currently:"): "फ़िलहाल:",
    (None, "Change:"): "बदलें:",
    (None, "Date:"): "तारीख:",
    (None, "CSRF verification failed. Request aborted."): (
        "CSRF सत्यापन असफल रहा। अनुरोध रोक दिया गया।"
    ),
    # Passwords and people
    (None, "Password"): "पासवर्ड",
    (None, "password"): "पासवर्ड",
    (None, "Password (again)"): "पासवर्ड (दोबारा)",
    (None, "Password confirmation"): "पासवर्ड की पुष्टि",
    (None, "Old password"): "पुराना पासवर्ड",
    (None, "New password"): "नया पासवर्ड",
    (None, "New password:"): "नया पासवर्ड:",
    (None, "Confirm password:"): "पासवर्ड की पुष्टि करें:",
    (None, "New password confirmation"): "नए पासवर्ड की पुष्टि",
    (None, "Password change"): "पासवर्ड बदलना",
    (None, "Password reset"): "पासवर्ड रीसेट",
    (None, "Password reset confirmation"): "पासवर्ड रीसेट की पुष्टि",
    (None, "Password reset on %(site_name)s"): "%(site_name)s पर पासवर्ड रीसेट",
    (None, "Reset my password"): "मेरा पासवर्ड रीसेट करें",
    (None, "Change my password"): "मेरा पासवर्ड बदलें",
    (None, "Change password: %s"): "पासवर्ड बदलें: %s",
    (None, "Password changed successfully."): "पासवर्ड सफलतापूर्वक बदल दिया गया।",
    (None, "Your password was changed."): "आपका पासवर्ड बदल दिया गया।",
    (None, "No password set."): "कोई पासवर्ड सेट नहीं है।",
    (None, "Your password has been set.  You may go ahead and log in now."): (
        "आपका पासवर्ड सेट कर दिया गया है। अब आप साइन इन कर सकते हैं।"
    ),
    (
        None,
        "Please enter your new password twice so we can verify you typed it in correctly.",
    ): "कृपया अपना नया पासवर्ड दो बार दर्ज करें, ताकि हम देख सकें कि आपने उसे सही लिखा है।",
    (
        None,
        "The password reset link was invalid, possibly because it has already been used.  "
        "Please request a new password reset.",
    ): (
        "पासवर्ड रीसेट करने का लिंक अमान्य था, शायद इसलिए कि उसका इस्तेमाल पहले ही हो चुका है। "
        "कृपया पासवर्ड रीसेट का नया अनुरोध करें।"
    ),
    (
        None,
        "You're receiving this email because you requested a password reset for your user "
        "account at %(site_name)s.",
    ): (
        "आपको यह ईमेल इसलिए मिला है क्योंकि आपने %(site_name)s पर अपने खाते का पासवर्ड रीसेट करने "
        "का अनुरोध किया था।"
    ),
    (None, "Please go to the following page and choose a new password:"): (
        "कृपया इस पेज पर जाएँ और नया पासवर्ड चुनें:"
    ),
    (None, "Invalid password format or unknown hashing algorithm."): (
        "पासवर्ड का फ़ॉर्मैट अमान्य है या हैशिंग एल्गोरिदम अज्ञात है।"
    ),
    (None, "Your old password was entered incorrectly. Please enter it again."): (
        "आपका पुराना पासवर्ड गलत दर्ज किया गया। कृपया इसे फिर से दर्ज करें।"
    ),
    (
        None,
        "Please enter a correct %(username)s and password. Note that both fields may be "
        "case-sensitive.",
    ): (
        "कृपया सही %(username)s और पासवर्ड दर्ज करें। ध्यान दें कि दोनों में छोटे और बड़े अक्षर अलग माने जा सकते हैं।"
    ),
    (
        None,
        "Please enter the correct %(username)s and password for a staff account. Note that "
        "both fields may be case-sensitive.",
    ): (
        "कृपया कर्मचारी खाते का सही %(username)s और पासवर्ड दर्ज करें। ध्यान दें कि दोनों में छोटे "
        "और बड़े अक्षर अलग माने जा सकते हैं।"
    ),
    (None, "Enter a new password for the user <strong>%(username)s</strong>."): (
        "उपयोगकर्ता <strong>%(username)s</strong> के लिए नया पासवर्ड दर्ज करें।"
    ),
    (None, "Forgotten your password or username?"): "पासवर्ड या उपयोगकर्ता नाम भूल गए?",
    (None, "This account is inactive."): "यह खाता निष्क्रिय है।",
    (None, "Email"): "ईमेल",
    (None, "email address"): "ईमेल पता",
    (None, "Email address:"): "ईमेल पता:",
    (None, "User"): "उपयोगकर्ता",
    (None, "user"): "उपयोगकर्ता",
    (None, "users"): "उपयोगकर्ता",
    (None, "username"): "उपयोगकर्ता नाम",
    (None, "A user with that username already exists."): (
        "इस उपयोगकर्ता नाम वाला उपयोगकर्ता पहले से मौजूद है।"
    ),
    (None, "first name"): "नाम",
    (None, "last name"): "उपनाम",
    (None, "last login"): "पिछला साइन इन",
    (None, "date joined"): "शामिल होने की तारीख",
    (None, "group"): "समूह",
    (None, "groups"): "समूह",
    (None, "user permissions"): "उपयोगकर्ता की अनुमतियाँ",
    (None, "superuser status"): "सुपर उपयोगकर्ता का दर्जा",
    (None, "staff status"): "कर्मचारी का दर्जा",
    (None, "Designates that this user has all permissions without explicitly assigning them."): (
        "बताता है कि इस उपयोगकर्ता के पास अलग से दिए बिना ही सभी अनुमतियाँ हैं।"
    ),
    (None, "Designates whether the user can log into this admin site."): (
        "बताता है कि उपयोगकर्ता इस प्रशासन साइट में साइन इन कर सकता है या नहीं।"
    ),
    (
        None,
        "Designates whether this user should be treated as active. Unselect this instead of "
        "deleting accounts.",
    ): ("बताता है कि इस उपयोगकर्ता को सक्रिय माना जाए या नहीं। खाते मिटाने के बजाय इसका चयन हटाएँ।"),
    (None, "algorithm"): "एल्गोरिदम",
    (None, "iterations"): "पुनरावृत्तियाँ",
    (None, "Personal info"): "निजी जानकारी",
    (None, "Important dates"): "महत्वपूर्ण तारीखें",
    (None, "session"): "सेशन",
    (None, "sessions"): "सेशन",
    (None, "session key"): "सेशन कुंजी",
    (None, "session data"): "सेशन डेटा",
    (None, "expire date"): "समाप्ति की तारीख",
    (None, "content type"): "कॉन्टेंट टाइप",
    (None, "content types"): "कॉन्टेंट टाइप",
    # The back-office
    (None, "Log in"): "साइन इन करें",
    (None, "Log in again"): "फिर से साइन इन करें",
    (None, "Log out"): "साइन आउट करें",
    (None, "Logged out"): "साइन आउट हो गया",
    (None, "Home"): "होम",
    (None, "Page not found"): "पेज नहीं मिला",
    (None, "Django site admin"): "Django साइट प्रशासन",
    (None, "Django administration"): "Django प्रशासन",
    (None, "Save"): "सहेजें",
    (None, "Save as new"): "नए के रूप में सहेजें",
    (None, "Save and add another"): "सहेजें और एक और जोड़ें",
    (None, "Save and continue editing"): "सहेजें और बदलाव जारी रखें",
    (None, "Add"): "जोड़ें",
    (None, "Add %s"): "%s जोड़ें",
    (None, "Add %(name)s"): "%(name)s जोड़ें",
    (None, "Add another %(verbose_name)s"): "एक और %(verbose_name)s जोड़ें",
    (None, "Change %s"): "%s बदलें",
    (None, "Change history: %s"): "बदलावों का इतिहास: %s",
    (None, "Remove"): "हटाएँ",
    (None, "Delete?"): "मिटाएँ?",
    (None, "Delete multiple objects"): "एक से ज़्यादा ऑब्जेक्ट मिटाएँ",
    (None, "Delete selected %(verbose_name_plural)s"): "चुने गए %(verbose_name_plural)s को मिटाएँ",
    (None, "Successfully deleted %(count)d %(items)s."): (
        "%(count)d %(items)s को सफलतापूर्वक मिटा दिया गया।"
    ),
    (None, "Cannot delete %(name)s"): "%(name)s को मिटाया नहीं जा सकता",
    (None, "Are you sure?"): "क्या आप वाकई ऐसा करना चाहते हैं?",
    (
        None,
        'Are you sure you want to delete the %(object_name)s "%(escaped_object)s"? All of the '
        "following related items will be deleted:",
    ): (
        'क्या आप वाकई %(object_name)s "%(escaped_object)s" को मिटाना चाहते हैं? ये सभी संबंधित आइटम '
        "भी मिटा दिए जाएँगे:"
    ),
    (
        None,
        "Are you sure you want to delete the selected %(objects_name)s? All of the following "
        "objects and their related items will be deleted:",
    ): (
        "क्या आप वाकई चुने गए %(objects_name)s को मिटाना चाहते हैं? ये सभी ऑब्जेक्ट और उनसे संबंधित "
        "आइटम मिटा दिए जाएँगे:"
    ),
    (
        None,
        "Deleting the %(object_name)s '%(escaped_object)s' would result in deleting related "
        "objects, but your account doesn't have permission to delete the following types of "
        "objects:",
    ): (
        "%(object_name)s '%(escaped_object)s' को मिटाने से संबंधित ऑब्जेक्ट भी मिट जाएँगे, लेकिन आपके "
        "खाते को इस प्रकार के ऑब्जेक्ट मिटाने की अनुमति नहीं है:"
    ),
    (
        None,
        "Deleting the %(object_name)s '%(escaped_object)s' would require deleting the "
        "following protected related objects:",
    ): (
        "%(object_name)s '%(escaped_object)s' को मिटाने के लिए इन सुरक्षित संबंधित ऑब्जेक्ट को भी "
        "मिटाना होगा:"
    ),
    (
        None,
        "Deleting the selected %(objects_name)s would result in deleting related objects, but "
        "your account doesn't have permission to delete the following types of objects:",
    ): (
        "चुने गए %(objects_name)s को मिटाने से संबंधित ऑब्जेक्ट भी मिट जाएँगे, लेकिन आपके खाते को इस "
        "प्रकार के ऑब्जेक्ट मिटाने की अनुमति नहीं है:"
    ),
    (
        None,
        "Deleting the selected %(objects_name)s would require deleting the following "
        "protected related objects:",
    ): "चुने गए %(objects_name)s को मिटाने के लिए इन सुरक्षित संबंधित ऑब्जेक्ट को भी मिटाना होगा:",
    (
        None,
        "Items must be selected in order to perform actions on them. No items have been changed.",
    ): "कार्रवाई करने के लिए आइटम चुनना ज़रूरी है। कोई आइटम नहीं बदला गया।",
    (None, "No action selected."): "कोई कार्रवाई नहीं चुनी गई।",
    (None, "No fields changed."): "कोई फ़ील्ड नहीं बदला गया।",
    (None, "Action:"): "कार्रवाई:",
    (None, "Action"): "कार्रवाई",
    (None, "Run the selected action"): "चुनी गई कार्रवाई चलाएँ",
    (None, "Go"): "आगे बढ़ें",
    (None, "0 of %(cnt)s selected"): "%(cnt)s में से 0 चुने गए",
    (None, "Click here to select the objects across all pages"): (
        "सभी पेजों के ऑब्जेक्ट चुनने के लिए यहाँ क्लिक करें"
    ),
    (None, "Select all %(total_count)s %(module_name)s"): "सभी %(total_count)s %(module_name)s चुनें",
    (None, "Select %s to change"): "बदलने के लिए %s चुनें",
    (None, "Clear selection"): "चयन हटाएँ",
    (None, "Models in the %(name)s application"): "%(name)s ऐप्लिकेशन के मॉडल",
    (None, "View on site"): "साइट पर देखें",
    (None, "Filter"): "फ़िल्टर",
    (None, " By %(filter_title)s "): " %(filter_title)s के अनुसार ",
    (None, "All dates"): "सभी तारीखें",
    (None, "Remove from sorting"): "क्रम से हटाएँ",
    (None, "Sorting priority: %(priority_number)s"): "क्रम की प्राथमिकता: %(priority_number)s",
    (None, "Toggle sorting"): "क्रम बदलें",
    (None, "None available"): "कुछ भी उपलब्ध नहीं है",
    (None, "Date/time"): "तारीख/समय",
    (None, "Search"): "खोजें",
    (None, "%(full_result_count)s total"): "कुल %(full_result_count)s",
    (None, "Thanks for using our site!"): "हमारी साइट का इस्तेमाल करने के लिए धन्यवाद!",
    (None, "The %(site_name)s team"): "%(site_name)s टीम",
    (None, "action time"): "कार्रवाई का समय",
    (None, "object id"): "ऑब्जेक्ट ID",
    (None, "object repr"): "ऑब्जेक्ट का विवरण",
    (None, "action flag"): "कार्रवाई का प्रकार",
    (None, "change message"): "बदलाव का संदेश",
    (None, "That page number is not an integer"): "यह पेज नंबर पूर्णांक नहीं है",
    (None, "That page number is less than 1"): "यह पेज नंबर 1 से कम है",
    (None, "That page contains no results"): "इस पेज पर कोई नतीजा नहीं है",
}
