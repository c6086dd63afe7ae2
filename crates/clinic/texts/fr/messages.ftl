### Messages: their words, and the outbox.

message-one-time-code = { $code } est votre code pour { $name }. Il est valable 5 minutes. Personne du centre ne vous le demandera.
message-sign-in-phone-changed = { $name } : votre téléphone de connexion a été remplacé par un autre numéro. Si ce n’est pas vous, appelez le centre maintenant.
message-activation-code-issued = { $name } : un code de connexion a été imprimé pour vous à l’accueil. Si vous ne l’avez pas demandé, appelez le centre maintenant.
message-title = Messages
message-outbox-text = Aucun opérateur n’est configuré : les messages attendent ici et vous pouvez les lire au patient. Les plus récents d’abord.
message-none = Pas encore de messages
message-none-text = Les codes des patients qui se connectent et les autres messages apparaissent ici.
message-text = Texte
message-kind-one-time-code = Code de connexion
message-kind-sign-in-phone-changed = Téléphone changé
message-kind-activation-code-issued = Code imprimé
message-status-queued = En attente
message-status-sending = En cours d’envoi
message-status-sent = Envoyé
message-status-delivered = Remis
message-status-undelivered = Non remis
message-status-failed = Échec, nouvel essai prévu
message-status-dead = Abandonné
message-status-withheld = Non envoyé
message-withheld-unknown = Aucun compte avec ce téléphone et ce nom d’utilisateur
message-withheld-blocked = Le compte est bloqué
message-withheld-country = Le centre n’envoie rien vers ce pays
message-withheld-too-many = Trop de codes récemment
