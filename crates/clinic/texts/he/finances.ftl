### רשומות כספיות: מה הניבו הביקורים.

finances-title = רשומות כספיות
finances-text = מה חויב על ביקורים, מה התקבל עבורם ומה נותר לתשלום.
finances-own-text = מה הניבו הביקורים שלכם: חויב, התקבל ונותר לתשלום.
finances-none = אין דבר בימים האלה
finances-none-text = כשביקורים של הימים האלה יחויבו או ישולמו, הסכומים יופיעו כאן.
finances-charged = חויב
finances-received = התקבל
finances-outstanding = נותר לתשלום
finances-period = בחלוקה לפי
finances-period-day = יום
finances-period-month = חודש
finances-by-period = לפי זמן
finances-by-service = לפי שירות
finances-by-method = לפי אמצעי תשלום
finances-by-contact = לפי מטופל
finances-no-service = לא צוין עבור מה
