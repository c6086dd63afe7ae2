notifications-title = Notifications
notifications-read-all = Tout marquer comme lu
notifications-none = Rien de nouveau
notifications-none-text = Ici apparaît ce qui se passe pendant que vous travaillez : patients arrivés ou inscrits en ligne, réponses, messages qui n’ont pas pu partir.
notifications-new = Nouveau
notifications-open = Ouvrir
notifications-patient-arrived = Votre patient de { $time } est arrivé
notifications-booked-online = Réservé en ligne : { $when }
notifications-moved-online = Déplacé en ligne, désormais { $when }
notifications-cancelled-online = Annulé en ligne : { $when }
notifications-message-received =
    { $count ->
        [one] Un patient a écrit au cabinet
       *[other] { $count } messages de patients
    }
notifications-message-failed =
    { $count ->
        [one] Un message n’a pas pu être envoyé
       *[other] { $count } messages n’ont pas pu être envoyés
    }
notifications-emergency-opened = { $name } a ouvert un accès d’urgence aux dossiers cliniques
notifications-critical-answer = Une réponse dans une évaluation demande une attention aujourd’hui
notifications-webhook-stopped = Un webhook a été arrêté : son destinataire ne répond plus
notifications-export-ready = Un export est prêt
notifications-export-failed = Un export a échoué
notifications-document-damaged =
    { $count ->
        [one] Un document est endommagé dans le stockage
       *[other] { $count } documents sont endommagés dans le stockage
    }
notifications-reading-alert = La mesure d’un patient demande une attention
notifications-note-to-co-sign = Une note attend votre contresignature
notifications-assessment-to-co-sign = Une évaluation attend votre contresignature
