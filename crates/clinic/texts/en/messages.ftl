### Messages: their words, and the outbox.

message-one-time-code = { $code } is your code for { $name }. It is good for 5 minutes. Nobody of the clinic will ask you for it.
message-sign-in-phone-changed = { $name }: your sign-in phone was changed to another number. If that was not you, call the clinic now.
message-activation-code-issued = { $name }: a sign-in code was printed for you at the desk. If you did not ask for it, call the clinic now.
message-title = Messages
message-outbox-text = No carrier is set up: messages wait here, and you can read them out to the patient. The newest come first.
message-none = No messages yet
message-none-text = Codes for patients who sign in and other messages appear here.
message-text = Text
message-kind-one-time-code = Sign-in code
message-kind-sign-in-phone-changed = Phone changed
message-kind-activation-code-issued = Code printed
message-status-queued = Waiting
message-status-sending = Being sent
message-status-sent = Sent
message-status-delivered = Delivered
message-status-undelivered = Not delivered
message-status-failed = Failed, will be tried again
message-status-dead = Given up
message-status-withheld = Not sent
message-withheld-unknown = No account with this phone and user name
message-withheld-blocked = The account is blocked
message-withheld-country = The clinic sends nothing to that country
message-withheld-too-many = Too many codes lately
