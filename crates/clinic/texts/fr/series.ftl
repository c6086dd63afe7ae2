series-title = Série
series-repeat = Répéter
series-repeat-title = Répéter cette visite
series-how-often = À quel rythme
series-every = Toutes les
series-unit = Unité
series-unit-daily = jours
series-unit-weekly = semaines
series-unit-monthly = mois
series-count = Visites en tout
series-count-hint = Celle-ci comprise, 104 au plus
series-days = Ces jours-là
series-days-hint = Ne compte que pour les semaines
series-check = Afficher les visites
series-leave-out = Laisser de côté
series-is-past = Passé
series-not-free = Occupé
series-is-free = Libre
series-book = Réserver ces visites
series-taken-meanwhile = Certains de ces horaires viennent d’être pris. Voyez ci-dessous ce qui reste libre.
series-follows = La série précédente
series-went-on = Toutes ses visites continuent dans une autre série.
series-move = Déplacer la suite
series-move-text = L’heure à l’horloge reste la même toute l’année, même au changement d’heure.
series-from = À partir de
series-new-time = Nouvelle heure
series-days-later = Jours plus tard
series-days-later-hint = Du lundi au mercredi : 2 ; plus tôt : en dessous de zéro
series-cancel = Annuler la suite
series-cancel-text = Ce qui a eu lieu reste tel quel.
series-in-the-way = Certains des nouveaux horaires sont pris. Indiquez pourquoi s’il faut les réserver malgré tout.
series-nothing-left = Il ne reste rien de cette série.
series-into-the-past = Certaines visites commenceraient dans le passé.
series-further =
    { $count ->
        [one] Une visite de plus
       *[other] { $count } visites de plus
    }
series-conflicts =
    { $count ->
        [one] Une visite n’a pas de place ; elle est laissée de côté.
       *[other] { $count } visites n’ont pas de place ; elles sont laissées de côté.
    }
series-booked =
    { $count ->
        [one] Une visite réservée
       *[other] { $count } visites réservées
    }
series-moved =
    { $count ->
        [one] Une visite déplacée
       *[other] { $count } visites déplacées
    }
series-cancelled =
    { $count ->
        [one] Une visite annulée
       *[other] { $count } visites annulées
    }
