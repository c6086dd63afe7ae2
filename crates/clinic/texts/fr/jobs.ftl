### Tâches : ce que le programme fait de lui-même, ce qui attend et ce qui a été abandonné.

jobs-title = Tâches
jobs-text = Ce que le programme fait de lui-même pour le cabinet : ce qui attend, ce qui a été abandonné et la dernière exécution de chaque tâche. Aucun patient n’est nommé ici.
jobs-none = Rien n’attend
jobs-none-text = Tout ce qui était à faire est fait, et rien n’a été abandonné.
jobs-queue = Type de travail
jobs-queue-messages = Messages
jobs-queue-webhooks = Appels de webhooks
jobs-queue-exports = Exports
jobs-queue-imports = Imports
jobs-waiting = En attente
jobs-failed = Abandonné
jobs-since = depuis
jobs-run = Exécuter maintenant
jobs-runs-soon = C’est fait dans un instant
jobs-retry-all = Tout réessayer
jobs-retried = Nouvel essai en cours
jobs-given-up = Ce qui a été abandonné
jobs-all = Tout
jobs-none-failed = Rien n’a été abandonné
jobs-none-failed-text = Ce qui échoue après plusieurs essais apparaît ici.
jobs-what = Quoi
jobs-why = Ce qui n’allait pas
jobs-attempts = Essais
jobs-duties = Ce que le programme fait de lui-même
jobs-duties-text = Chaque tâche revient régulièrement, et aussitôt s’il y a lieu. En cas d’échec, elle est réessayée après des attentes de plus en plus longues.
jobs-no-duties = Rien encore
jobs-no-duties-text = Dans un nouveau cabinet, il faut un instant avant que le programme sache ce qu’il y a à faire.
jobs-duty = Tâche
jobs-ended = Dernière fois
jobs-due = Prochaine fois
jobs-fine = Réussie
jobs-never = Pas encore faite
jobs-failures =
    { $count ->
         [one] Un échec
        *[other] { $count } échecs de suite
    }
jobs-discard = Écarter
jobs-discard-text = Ce ne sera plus essayé et quitte cette liste. Le motif reste consigné pendant un an.
jobs-discard-reason = Pourquoi ce n’est plus à faire
jobs-discarded = Écarté récemment
jobs-discarded-now = C’est écarté
jobs-duty-send-codes = Envoi des codes
jobs-duty-send-messages = Envoi des messages
jobs-duty-plan-reminders = Rédaction des rappels de rendez-vous
jobs-duty-offer-waitlist = Proposition des créneaux libres à la liste d’attente
jobs-duty-tell-patients = Information des patients sur leurs rendez-vous et résultats
jobs-duty-deliver-webhooks = Appel des webhooks
jobs-duty-release-holds = Libération des créneaux retenus
jobs-duty-note-no-shows = Constat des absences
jobs-duty-charge-fees = Facturation des frais
jobs-duty-watch-readings = Surveillance des mesures
jobs-duty-gather-readings = Résumé des mesures par heure
jobs-duty-keep-readings = Place pour les mesures
jobs-duty-count-days = Calcul des chiffres de chaque jour
jobs-duty-housekeeping = Nettoyage de ce qui est terminé
jobs-duty-verify-documents = Contrôle de l’intégrité des documents
jobs-duty-tidy-documents = Nettoyage des envois et des documents supprimés
jobs-duty-sweep-documents = Nettoyage des fichiers orphelins
jobs-duty-write-exports = Rédaction des exports
jobs-duty-work-imports = Traitement des imports
