### Ce qui a été saisi et n’est pas encore enregistré.

drafts-offer = Vous avez un texte non enregistré de { $time }.
drafts-restore = Restaurer
drafts-discard = Abandonner
drafts-discarded = Abandonné
drafts-restored = Restauré. Il n’est enregistré que lorsque vous enregistrez le formulaire.
drafts-retrying = Non enregistré, nouvel essai
drafts-kept = Vous avez été déconnecté avant l’envoi. Connectez-vous : votre saisie est conservée.
drafts-title = Votre saisie est conservée
drafts-text = Vous avez été déconnecté avant l’envoi du formulaire ; rien n’a encore été modifié. Envoyez-le maintenant, ou abandonnez-le.
drafts-send = Envoyer maintenant
drafts-saving = Enregistrement
