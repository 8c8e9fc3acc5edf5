"""What the assistant says in German; several wordings of one text stand side by side."""

TEXTS: dict[str, tuple[str, ...]] = {
    "smalltalk": (
        "Guten Tag! Ich bin Lotse, ein automatischer Assistent. Welche Frage haben Sie zur Digitalisierung in Ihrer "
        "Kommune?",
        "Gern. Ich bin Lotse, ein automatischer Assistent für digitale Vorhaben in Kommunen. Was möchten Sie wissen?",
        "Schön, dass Sie da sind. Als automatischer Assistent suche ich Erfahrungen anderer Kommunen heraus. Zu "
        "welchem "
        "Thema?",
    ),
    "about": (
        "Ich bin Lotse, ein automatischer Assistent. Ich beantworte Fragen von Kommunen zu digitalen Vorhaben aus "
        "geprüften Fallbeispielen, Leitfäden und Förderprogrammen und nenne zu jedem Satz die Quelle. Was ich nicht "
        "belegen kann, gebe ich an das Beratungsteam weiter.",
        "Hier antwortet ein automatischer Assistent namens Lotse. Ich suche in Berichten und Leitfäden aus Kommunen, "
        "zitiere die passenden Sätze mit Quelle und übergebe an Menschen, wenn die Quellen nicht reichen.",
    ),
    "citizen_service": (
        "Dabei kann ich nicht helfen: Ich berate Kommunen zu digitalen Vorhaben und habe keinen Zugang zu "
        "Ämtern oder "
        "Anträgen. Bitte wenden Sie sich an Ihr Rathaus oder an die Behördennummer 115.",
        "Das ist ein Anliegen für Ihr Rathaus. Ihr Bürgerbüro oder die Behördennummer 115 hilft Ihnen weiter. "
        "Ich selbst "
        "beantworte nur Fragen von Kommunen zur Digitalisierung.",
    ),
    "emergency": (
        "112 – rufen Sie bitte sofort dort an, bei einer Straftat die Polizei unter 110. Ich bin ein automatischer "
        "Assistent und kann keine Hilfe schicken. Wenn Sie an Suizid denken: Die Telefonseelsorge ist rund um "
        "die Uhr und "
        "kostenlos da, Telefon 0800 111 0 111.",
        "112 ist jetzt die richtige Nummer, für die Polizei 110. Bitte rufen Sie sofort an; ich bin ein "
        "automatischer "
        "Assistent und kann niemanden verständigen. In seelischer Not hilft die Telefonseelsorge unter 0800 111 "
        "0 111, "
        "kostenlos und jederzeit.",
    ),
    "politics": (
        "Zu Parteien und zu Personen der Politik äußere ich mich nicht. Gern suche ich heraus, was Kommunen mit "
        "digitalen "
        "Vorhaben erlebt haben.",
        "Politische Bewertungen gebe ich nicht ab. Bei Sachfragen zur Digitalisierung in Kommunen helfe ich gern.",
    ),
    "abuse": (
        "Ich möchte Ihnen helfen, aber bitte in einem sachlichen Ton. Welche Frage haben Sie zur "
        "Digitalisierung in Ihrer "
        "Kommune?",
        "Es tut mir leid, wenn etwas nicht geklappt hat. Stellen Sie Ihre Frage gern noch einmal, oder "
        "schreiben Sie: "
        "Ich möchte mit einem Menschen sprechen.",
    ),
    "attack": (
        "Das mache ich nicht. Ich beantworte Fragen von Kommunen zu digitalen Vorhaben, mit Quellen.",
        "Dabei bleibe ich: Ich antworte aus den vorliegenden Dokumenten und nenne die Quellen. Welche Frage "
        "haben Sie "
        "dazu?",
    ),
    "nonsense": (
        "Das konnte ich nicht lesen. Bitte schreiben Sie Ihre Frage in einem Satz oder in Stichwörtern.",
        "Daraus werde ich nicht schlau. Nennen Sie bitte ein Thema, zum Beispiel: Rufbus auf dem Land.",
    ),
    "off_topic": (
        "Dazu habe ich keine Unterlagen. Ich kenne mich mit digitalen Vorhaben in Kommunen aus, zum Beispiel mit "
        "Bürger-Apps, Sensoren oder Förderprogrammen.",
        "Das gehört nicht zu meinen Themen. Fragen Sie mich gern nach Erfahrungen von Städten, Gemeinden und "
        "Kreisen mit "
        "der Digitalisierung.",
    ),
    "clarify": (
        "Ich habe Ihr Anliegen noch nicht verstanden. Nennen Sie bitte Thema und Vorhaben, zum Beispiel: Wer hat "
        "Erfahrung mit einem Rufbus auf dem Land?",
        "Um welches Vorhaben geht es? Ein Stichwort genügt, zum Beispiel: Mängelmelder, Glasfaser oder E-Akte.",
    ),
    "asked_for": ("Gern. $case", "Ein Mensch übernimmt. $case"),
    "legal": (
        "Worauf es allgemein ankommt, suche ich gern heraus. Ob es in diesem Fall rechtlich hält, beurteilt ein "
        "Mensch. "
        "$case",
        "Eine verbindliche rechtliche Auskunft kann ich nicht geben; zur Orientierung fragen Sie mich gern "
        "allgemein. $case",
    ),
    "procurement": (
        "Was bei Vergabe und Beihilfe allgemein zu beachten ist, suche ich gern heraus. Diesen Fall beurteilt "
        "ein Mensch. "
        "$case",
        "Ob das vergabe- oder beihilferechtlich zulässig ist, entscheide ich nicht; zur Orientierung fragen Sie "
        "mich gern "
        "allgemein. $case",
    ),
    "data_protection": (
        "Wie Kommunen beim Datenschutz vorgehen, suche ich gern heraus. Diesen Fall beurteilt ein Mensch; "
        "fragen Sie auch "
        "Ihre Datenschutzbeauftragten. $case",
        "Ob das mit dem Datenschutz vereinbar ist, beurteile ich nicht; zur Orientierung fragen Sie mich gern "
        "allgemein. $case",
    ),
    "no_evidence": ("Dazu finde ich in den vorliegenden Dokumenten nichts Belastbares und möchte nicht raten. $case",),
    "not_supported": ("Was ich gefunden habe, belegt keine Antwort. $case",),
    "failure": ("Die Suche ist gerade gestört, aber Ihre Frage ist nicht verloren. $case",),
    "dissatisfied": ("Es tut mir leid, dass meine Antworten nicht weiterhelfen. $case",),
    "dissatisfied_once": (
        "Das tut mir leid. Beschreiben Sie bitte mit anderen Worten, was Sie brauchen. Oder schreiben Sie: Ich möchte "
        "mit einem Menschen sprechen.",
    ),
    "case": (
        "$promise Ihre Vorgangsnummer ist $number. Mit dem Code $code finden Sie die Antwort auch später unter "
        "„Mein Anliegen“.",
    ),
    "joined": (
        "Ihre Nachricht ist in Ihrem laufenden Vorgang $number vermerkt; ein zweiter ist nicht nötig. $promise",
    ),
    "with_person": (
        "Eine Person aus der Beratung hat Ihr Gespräch übernommen und liest Ihre Nachricht. Ich antworte solange "
        "nicht. Die Antwort erscheint in diesem Gespräch. Ihre Vorgangsnummer ist $number.",
    ),
    "not_stored": (
        "Das hat gerade nicht geklappt, und Ihre Frage konnte auch nicht weitergegeben werden. Bitte versuchen "
        "Sie es in "
        "einigen Minuten noch einmal oder wenden Sie sich direkt an das Beratungsteam von $team.",
    ),
    "german_sources": ("Die Dokumente sind deutsch; ihre Sätze stehen hier im Wortlaut.",),
    "unanswered": ("Zu Ihrer Frage „$question“ liegt nichts Belastbares vor.",),
    "language": ("Ich verstehe Deutsch und Englisch. Bitte stellen Sie Ihre Frage in einer dieser Sprachen.",),
}
