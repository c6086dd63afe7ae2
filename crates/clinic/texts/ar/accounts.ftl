### Signing in, the landing page, staff.

accounts-login-title = دخول الموظفين
accounts-login-text = سجّل الدخول للعمل في { $name }.
accounts-username = اسم المستخدم
accounts-password = كلمة المرور
accounts-show-password = إظهار كلمة المرور
accounts-login-failed = اسم المستخدم أو كلمة المرور غير صحيحة.
accounts-signed-out = تم تسجيل خروجك.
accounts-session-ended = انتهت جلستك. سجّل الدخول لتتابع من حيث توقفت.
accounts-forgot = نسيت كلمة المرور؟ يمكن لمدير العيادة إعادة تعيينها.
accounts-patient-login = دخول المرضى
accounts-welcome = مرحبًا بكم في { $name }
accounts-landing-text = مواعيد العيادة وزياراتها وسجلاتها في مكان واحد.
accounts-landing-staff = للموظفين
accounts-landing-staff-text = لوحة اليوم والمرضى والسجلات.
accounts-landing-patient = للمرضى
accounts-landing-patient-text = مواعيدك وما كتبه طبيبك لك.
accounts-platform-title = براكسيس: عيادات كثيرة ويوم هادئ
accounts-platform-text = لكل عيادة عنوانها الخاص. افتح عنوان عيادتك لتسجيل الدخول.
accounts-platform-clinics = العيادات

## Staff

accounts-staff-title = الموظفون
accounts-register-staff = تسجيل موظف
accounts-register-reception = تسجيل موظف استقبال
accounts-display-name = الاسم الظاهر للآخرين
accounts-roles = الأدوار
accounts-role = الدور
accounts-new-password = كلمة مرور جديدة
accounts-password-hint = 12 حرفًا على الأقل؛ الأسهل بضع كلمات متتالية.
accounts-password-repeat = كلمة المرور مرة أخرى
accounts-password-mismatch = كلمتا المرور غير متطابقتين.
accounts-active = نشط
accounts-inactive = غير نشط
accounts-last-seen = آخر دخول
accounts-staff-registered = يمكن لـ { $name } تسجيل الدخول الآن.
accounts-staff-empty = لا موظفين مسجلين بعد.

## Last seen

accounts-never-seen = لم يدخل بعد
