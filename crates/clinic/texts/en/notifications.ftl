notifications-title = Notifications
notifications-read-all = Mark all as read
notifications-none = Nothing new
notifications-none-text = What happens while you work stands here: patients who arrive or book by themselves, answers, messages that could not be sent.
notifications-new = New
notifications-open = Open
notifications-patient-arrived = Your patient of { $time } is here
notifications-booked-online = Booked online: { $when }
notifications-moved-online = Moved online, now { $when }
notifications-cancelled-online = Cancelled online: { $when }
notifications-message-received =
    { $count ->
        [one] A patient wrote to the clinic
       *[other] { $count } messages from patients
    }
notifications-message-failed =
    { $count ->
        [one] A message could not be sent
       *[other] { $count } messages could not be sent
    }
notifications-emergency-opened = { $name } broke the glass to read clinical records
notifications-critical-answer = An answer in an assessment needs attention today
notifications-webhook-stopped = A webhook was stopped: its receiver does not answer any more
notifications-export-ready = An export is ready
notifications-export-failed = An export failed
notifications-document-damaged =
    { $count ->
        [one] A document is damaged in the store
       *[other] { $count } documents are damaged in the store
    }
notifications-reading-alert = A patient’s reading needs to be seen to
notifications-note-to-co-sign = A note waits for your co-signature
notifications-assessment-to-co-sign = An assessment waits for your co-signature
