### Évaluations standardisées et leurs instruments.

assessments-title = Évaluations
assessments-assessment = Évaluation
assessments-new = Nouvelle évaluation
assessments-choose = Choisir un instrument
assessments-none = Pas encore d’évaluation
assessments-none-text = Les questionnaires et tests mesurés de ce patient apparaissent ici, avec leurs scores.
assessments-instrument = Instrument
assessments-administered-on = Réalisée le
assessments-answers = Réponses
assessments-question = Question
assessments-answer = Réponse
assessments-score = Score
assessments-band = Interprétation
assessments-no-score = Pas de score
assessments-complete = Valider
assessments-keep = Garder en brouillon
assessments-go-on = Reprendre les réponses
assessments-amend = Rectifier
assessments-co-sign = Contresigner
assessments-to-co-sign = Évaluations à contresigner
assessments-completed-by = Validée par
assessments-co-signed-by = Contresignée par
assessments-completed = Validée
assessments-kept = Gardée en brouillon
assessments-co-signed = Contresignée
assessments-struck = Marquée comme saisie par erreur
assessments-imported = Importé
assessments-status-draft = Brouillon
assessments-status-completed = Validée
assessments-status-waits = En attente de contresignature
assessments-status-co-signed = Contresignée
assessments-critical = À traiter aujourd’hui
assessments-missing = Sans réponse :
assessments-without-score = Valider sans score
assessments-unable = N’a pas pu être réalisé
assessments-left = Gauche
assessments-right = Droite
assessments-trial = Essai { $number }
assessments-in-english = Les questions sont en anglais : aucune traduction validée n’accompagne cet instrument. Posez-les selon une version validée.
assessments-working-translation = Ceci est une traduction de travail pour les soignants ; elle n’a pas été validée.
assessments-since = depuis le { $day }
assessments-better = Mieux
assessments-worse = Moins bien
assessments-was = avant :
assessments-change-counts = C’est plus que le plus petit changement qui compte.
assessments-change-within = C’est dans les limites d’une simple répétition de la mesure.
assessments-change-detectable = Plus petit changement détectable : { $least }.
assessments-change-important = Plus petit changement important : { $least }.
assessments-trend = Évolution
assessments-trend-drawing = Les scores en courbe ; le tableau ci-dessous dit la même chose.
assessments-trend-least = Entre les pointillés, le prochain score différerait du dernier de moins que le plus petit changement qui compte.
assessments-instruments = Instruments
assessments-instruments-text = Ce qui peut être choisi pour une nouvelle évaluation. Les évaluations existantes restent inchangées.
assessments-in-use = Utilisé
assessments-not-in-use = Non utilisé
assessments-own = Propre à la clinique
assessments-switch-on = Utiliser
assessments-switch-off = Ne plus utiliser
assessments-permission = Autorisation du titulaire
assessments-permission-hint = Ce que détient la clinique : une lettre, un numéro de licence, et où cela se trouve.
assessments-confirm-permission = Confirmer et utiliser
assessments-import = Importer un instrument
assessments-import-text = Collez la définition en JSON. Elle est vérifiée, et une version publiée n’est jamais modifiée : un changement est une version supérieure.
assessments-definition = Définition
assessments-to-answer =
    { $count ->
         [one] { $count } question sans réponse
        *[other] { $count } questions sans réponse
    }
assessments-questions =
    { $count ->
         [one] { $count } question
        *[other] { $count } questions
    }
