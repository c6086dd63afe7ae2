### Plans de traitement, exercices à domicile et séances autorisées.

plans-title = Plan de traitement
plans-tab = Plan
plans-plan = Plan de traitement
plans-goal = Objectif
plans-intervention = Intervention
plans-exercise = Exercice à domicile
plans-reassessment = Évaluation répétée
plans-progress-note = Note d’évolution
plans-package = Séances autorisées
plans-add-plan = Nouveau plan de traitement
plans-add-goal = Fixer un objectif
plans-add-intervention = Ajouter une intervention
plans-add-exercise = Donner un exercice
plans-add-reassessment = Répéter une évaluation
plans-add-progress-note = Écrire une note d’évolution
plans-add-package = Ajouter des séances autorisées
plans-status-draft = Brouillon
plans-status-active = En cours
plans-status-completed = Terminé
plans-status-revoked = Abandonné
plans-status-achieved = Atteint
plans-status-not-achieved = Non atteint
plans-status-cancelled = Annulé
plans-status-entered-in-error = Saisi par erreur
plans-none = Pas encore de plan de traitement
plans-none-text = Un plan dit ce qui doit être atteint, ce qui est fait pour cela ici et à domicile, et comment cela évolue.
plans-plan-title = Titre
plans-text = Texte
plans-label = Nom
plans-level = Niveau
plans-summary = Résumé
plans-review-on = À revoir le
plans-review-hint = Il apparaît alors dans votre liste une semaine avant.
plans-review-due = La révision est en retard
plans-reviews = Plans à revoir
plans-goals = Objectifs
plans-no-goals = Aucun objectif n’est fixé.
plans-goal-hint = Ce que le patient veut pouvoir faire
plans-baseline = Au départ
plans-target = Cible
plans-target-on = Date cible
plans-target-passed = La date cible est dépassée
plans-instrument = Évaluation
plans-instrument-hint = Son dernier score est affiché à côté de l’objectif.
plans-levels = Échelle d’atteinte des objectifs
plans-levels-hint = Dites ce que l’on verrait à chaque niveau, l’objectif peut alors être coté. Laissez les cinq vides sinon.
plans-much-less = −2 : beaucoup moins que prévu
plans-less = −1 : moins que prévu
plans-expected = 0 : comme prévu
plans-more = +1 : plus que prévu
plans-much-more = +2 : beaucoup plus que prévu
plans-baseline-level = Niveau au départ
plans-weight = Poids
plans-weight-hint = Son importance par rapport aux autres objectifs ; 1 si vide
plans-attainment = Atteinte des objectifs (score T)
plans-attainment-hint = 50 correspond à ce qui était prévu.
plans-scores = Degré d’atteinte
plans-score = Coter
plans-not-scored = Pas encore coté
plans-trend-better = Mieux qu’avant
plans-trend-same = Comme avant
plans-trend-worse = Moins bien qu’avant
plans-interventions = Interventions
plans-no-interventions = Aucune intervention n’est notée.
plans-frequency = Fréquence
plans-exercises = Exercices à domicile
plans-no-exercises = Aucun exercice n’est donné.
plans-instructions = Consignes
plans-instructions-hint = Le patient lit ceci sur ses propres pages.
plans-sets = Séries
plans-reps = Répétitions
plans-hold-seconds = Tenir (secondes)
plans-times-per-week = Jours par semaine
plans-adherence = Fait ces quatre dernières semaines
plans-adherence-low = Moins de la moitié
plans-reassessments = Évaluations répétées
plans-no-reassessments = Aucune évaluation n’est à répéter.
plans-every-weeks = Répéter toutes les (semaines)
plans-every-weeks-hint = À compter de la dernière qui a été terminée
plans-once-on = Une fois, le
plans-once-on-hint = Au lieu d’un nombre de semaines : le jour de la sortie, par exemple. Faite jusqu’à une semaine avant, elle compte.
plans-due = Évaluations à faire
plans-assess = Commencer
plans-due-since = À faire depuis le { $day }
plans-due-on = À faire le { $day }
plans-assessed-on = Faite le { $day }
plans-once-for = Une fois, pour le { $day }
plans-progress-notes = Notes d’évolution
plans-noted-on = Date
plans-packages = Séances autorisées
plans-all-packages = Toutes
plans-no-packages = Aucune séance autorisée n’est enregistrée.
plans-no-packages-text = Notez ce qui a été autorisé. Les rendez-vous terminés sont décomptés d’eux-mêmes.
plans-packages-hint = Un rendez-vous terminé compte une fois, pour l’autorisation qui expire la première.
plans-package-hint = Ce qui a été autorisé, en quelques mots
plans-visits = Nombre de séances
plans-visits-left = Séances restantes
plans-few-left = Presque épuisées
plans-used-up = Épuisées
plans-expired = Expirée
plans-begins-on = Du
plans-ends-on = Au
plans-authorization = Numéro d’autorisation
plans-appointment-kind = Seulement les rendez-vous de ce type
plans-service = Seulement cette prestation
plans-last-assessments = Dernières évaluations
plans-attainment-at-start = au départ { $score }
plans-until = jusqu’au { $day }
plans-done-of-due = { $done } sur { $due }
plans-left-of = { $left } sur { $visits }
plans-hold-for =
    { $count ->
         [one] tenir { $count } seconde
        *[other] tenir { $count } secondes
    }
plans-days-a-week =
    { $count ->
         [one] { $count } jour par semaine
        *[other] { $count } jours par semaine
    }
plans-each-weeks =
    { $count ->
         [one] Chaque semaine
        *[other] Toutes les { $count } semaines
    }
plans-more-due =
    { $count ->
         [one] et { $count } autre
        *[other] et { $count } autres
    }
