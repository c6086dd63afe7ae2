### Webhooks sortants : qui est prévenu de ce qui se passe, et si le message est arrivé.

webhooks-title = Webhooks
webhooks-one = Webhook
webhooks-about = Un autre programme est appelé quand quelque chose se passe ici. Il apprend ce qui s’est passé et pour quel dossier, par identifiants seulement, et demande le reste avec son propre accès.
webhooks-none = Personne n’est prévenu
webhooks-none-text = Un programme qui veut savoir quand un rendez-vous est pris n’a pas à le demander sans cesse : il est appelé.
webhooks-new = Nouveau webhook
webhooks-make = Créer
webhooks-receiver = Destinataire
webhooks-url = Adresse
webhooks-url-hint = Commence par https. Les redirections ne sont pas suivies.
webhooks-description = À quoi il sert
webhooks-enabled = Appeler cette adresse
webhooks-enabled-hint = Tant qu’il est désactivé, rien de ce qui se passe n’est noté pour lui.
webhooks-types = Ce dont il est prévenu
webhooks-types-count =
    { $count ->
         [one] { $count } type d’événement
        *[other] { $count } types d’événements
    }
webhooks-state-on = Activé
webhooks-state-off = Désactivé
webhooks-state-failing = Sans réponse
webhooks-state-stopped = Arrêté
webhooks-stopped-gone = Le destinataire a répondu qu’il n’existe plus ; il n’est donc plus appelé. Vérifiez l’adresse, puis réactivez-le.
webhooks-stopped-failing = Aucun appel n’est arrivé depuis cinq jours ; il n’est donc plus appelé. Cherchez pourquoi, puis réactivez-le.
webhooks-failing-since = Aucun appel n’est arrivé depuis { $when }. De nouveaux essais ont lieu, de plus en plus espacés.
webhooks-change = Modifier
webhooks-secret = Secret
webhooks-secret-once = Donnez-le au destinataire maintenant : il ne sera plus affiché. Chaque appel est signé avec lui.
webhooks-rotate = Créer un autre secret
webhooks-rotate-text = Le secret actuel continue à signer pendant 24 heures, pour que le destinataire ait le temps de changer.
webhooks-both-sign = Le secret précédent signe aussi jusqu’au { $when }.
webhooks-ping = Envoyer un essai
webhooks-delete = Supprimer ce webhook
webhooks-delete-text = Il n’est plus appelé, et ce qui lui a été dit est oublié.
webhooks-deleted = Le webhook est supprimé
webhooks-deliveries = Appels
webhooks-deliveries-about = Des 30 derniers jours. Chaque événement est répété, pendant trois jours, jusqu’à ce que le destinataire réponde qu’il l’a reçu.
webhooks-deliveries-none = Aucun appel
webhooks-deliveries-none-text = Ce qui se passe désormais sera dit, ou un essai.
webhooks-event = Événement
webhooks-attempts = Essais
webhooks-answer = Réponse
webhooks-took = { $number } ms
webhooks-next = Prochain essai
webhooks-again = Redire
webhooks-told-soon = L’appel part dans un instant
webhooks-status-waiting = En attente
webhooks-status-delivered = Reçu
webhooks-status-failed = Abandonné
webhooks-error-unreachable = Personne ne répond, ou le certificat n’est pas valable
webhooks-error-timed-out = Aucune réponse en 15 secondes
webhooks-error-broken-off = A raccroché avant de répondre
webhooks-error-out-of-reach = Cette adresse ne peut pas être appelée
webhooks-error-redirected = Renvoie à une autre adresse
webhooks-error-refused = Refusé
webhooks-error-gone = N’existe plus
webhooks-error-not-tried = Désactivé trop longtemps
