### Standardised assessments, and the instruments that they are made with.

assessments-title = Assessments
assessments-assessment = Assessment
assessments-new = New assessment
assessments-choose = Choose an instrument
assessments-none = No assessments yet
assessments-none-text = Questionnaires and measured tests of this patient appear here, with their scores.
assessments-instrument = Instrument
assessments-administered-on = Done on
assessments-answers = Answers
assessments-question = Question
assessments-answer = Answer
assessments-score = Score
assessments-band = What it means
assessments-no-score = No score
assessments-complete = Complete
assessments-keep = Keep as a draft
assessments-go-on = Go on answering
assessments-amend = Amend
assessments-co-sign = Co-sign
assessments-to-co-sign = Assessments to co-sign
assessments-completed-by = Completed by
assessments-co-signed-by = Co-signed by
assessments-completed = Completed
assessments-kept = Kept as a draft
assessments-co-signed = Co-signed
assessments-struck = Marked as entered in error
assessments-imported = Imported
assessments-status-draft = Draft
assessments-status-completed = Completed
assessments-status-waits = Waits for a co-signature
assessments-status-co-signed = Co-signed
assessments-critical = Act on this today
assessments-missing = Not answered:
assessments-without-score = Complete it without a score
assessments-unable = Could not be done
assessments-left = Left
assessments-right = Right
assessments-trial = Trial { $number }
assessments-in-english = The questions are in English: no tested translation comes with this instrument. Ask them in the words of one that was validated.
assessments-working-translation = This is a working translation for those who measure. It was not validated.
assessments-since = since { $day }
assessments-better = Better
assessments-worse = Worse
assessments-was = was:
assessments-change-counts = This is more than the least change that counts.
assessments-change-within = This is within what measuring again may differ by.
assessments-change-detectable = Least detectable change: { $least }.
assessments-change-important = Least important change: { $least }.
assessments-trend = Trend
assessments-trend-drawing = The scores as a line; the table below says the same.
assessments-trend-least = Between the broken lines the next score would differ from the last by less than the least change that counts.
assessments-instruments = Instruments
assessments-instruments-text = What can be chosen for a new assessment. Assessments that were made stay as they are.
assessments-in-use = In use
assessments-not-in-use = Not in use
assessments-own = The clinic’s own
assessments-switch-on = Use
assessments-switch-off = Stop using
assessments-permission = The owner’s permission
assessments-permission-hint = What the clinic holds: a letter, a licence number, and where it is kept.
assessments-confirm-permission = Confirm and use
assessments-import = Import an instrument
assessments-import-text = Paste the definition as JSON. It is checked, and a version that was published is never changed: a change is a higher version.
assessments-definition = Definition
assessments-to-answer =
    { $count ->
         [one] { $count } question to answer
        *[other] { $count } questions to answer
    }
assessments-questions =
    { $count ->
         [one] { $count } question
        *[other] { $count } questions
    }
