### Support: an operator of the platform looks, by leave of the administrator.

support-title = Assistance
support-nav = Réglages
support-text = Ceux qui hébergent Praxis ne voient rien de la clinique. S’ils doivent regarder pour aider, ouvrez-leur ici : pour quelques heures, au journal, et seulement pour regarder.
support-grants = Autorisations
support-none = Personne n’a été admis
support-none-text = Qui a été admis, pourquoi, et ce qui a été consulté figurera ici.
support-live-until = Ouvert jusqu’à { $time }
support-was-revoked = Retiré
support-over = Terminé
support-nobody-entered = Personne n’est entré.
support-entered = entré {$at}
support-asked = a demandé {$at}, n’est pas entré
support-ended = sorti à { $at }
support-revoke = Mettre fin maintenant
support-audit = Tout ce que l’assistance a fait, au journal
support-new = Permettre de regarder
support-reason-hint = Ce qu’il faut regarder, et pourquoi. Ne nommez aucun patient.
support-scope = Ce qu’ils voient
support-scope-settings = Réglages seulement
support-scope-settings-text = Personnel, règles, noms des jetons, salles, service d’identité. Aucun patient.
support-scope-patients = Patients et agenda aussi
support-scope-patients-text = Qui sont les patients et quand ils viennent. Jamais ce qui est écrit sur leur santé.
support-hours = Pour combien de temps
support-for-hours =
    { $count ->
         [one] { $count } heure
        *[other] { $count } heures
    }
support-grant = Autoriser
support-granted = Les opérateurs peuvent regarder.
support-revoked = C’est terminé ; qui regardait est sorti.
support-enter-title = Regarder pour l’assistance
support-enter-text = Vous pouvez regarder jusqu’au { $time }. Tout ce que vous ouvrez figure au journal de la clinique.
support-enter = Entrer
support-ticket-over = Ce ticket n’est plus valable : il a servi, il a plus d’une minute, ou la clinique ne permet plus de regarder. Demandez-en un autre.
support-banner = L’assistance regarde, jusqu’à { $time }. Tout est au journal.
support-leave = Sortir
support-left-title = Vous êtes sorti
support-left-text = Plus rien de la clinique n’est ouvert dans ce navigateur. Vous pouvez fermer cette page.
support-settings = Réglages de la clinique
support-settings-text = Pour regarder. Seul le personnel de la clinique change quelque chose.
support-rooms = Salles
