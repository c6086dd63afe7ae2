### ما كُتب ولم يُحفظ بعد.

drafts-offer = لديك نص غير محفوظ من { $time }.
drafts-restore = استعادة
drafts-discard = تجاهل
drafts-discarded = تم التجاهل
drafts-restored = تمت الاستعادة. لا يُحفظ إلا عندما تحفظ النموذج.
drafts-retrying = لم يُحفظ، تجري إعادة المحاولة
drafts-kept = تم تسجيل خروجك قبل الإرسال. سجّل الدخول: ما كتبته محفوظ.
drafts-title = ما كتبته محفوظ
drafts-text = تم تسجيل خروجك قبل إرسال النموذج، فلم يتغير شيء بعد. أرسله الآن أو تجاهله.
drafts-send = إرسال الآن
drafts-saving = جارٍ الحفظ
