"""The concepts of the vocabulary that are aspects of any project (money, people, law), not projects themselves."""

ASPECTS = frozenset(
    term.strip()
    for term in """
    Fördermittel; Förderantrag; Verwendungsnachweis; Eigenanteil; EU-Förderung; LEADER; Städtebauförderung;
    Kommunalhaushalt; Haushaltssicherung; Kosten und Folgekosten; Wirtschaftlichkeitsbetrachtung; Verstetigung;
    Geschäftsmodell; Förderung durch die Länder; KfW und Förderbanken; Bundesprogramm Ländliche Entwicklung;
    Datenschutz; Datenschutz-Grundverordnung; Datenschutz-Folgenabschätzung; Auftragsverarbeitung; Einwilligung;
    Datenschutzbeauftragter; Anonymisierung; Rechtsgrundlagen der Verwaltung; Barrierefreiheit; Satzungsrecht;
    Urheberrecht; Haftung und Versicherung; Personalrat; Akzeptanz; Bürgerbeteiligung; Bürgerbefragung;
    Mitarbeiterqualifizierung; Wissenstransfer; Ehrenamt; Vereine; Seniorinnen und Senioren; Inklusion;
    Frauen und Gleichstellung; Digitale Teilhabe; Gebietskörperschaft; Kreisangehörige Gemeinde; Ländlicher Raum;
    Kleinstadt; Mittelstadt; Großstadt; Landkreis; Gemeindeverband; Ortsteil; Regionalverband; Bürgermeister; Landrat;
    Gemeinderat; Ortsvorsteher; Kreistag; Kämmerei; Bauamt; Bauhof; Hauptamt; Ordnungsamt; Feuerwehr; Tourismus;
    Interkommunale Zusammenarbeit; Zweckverband; Projektmanagement; Veränderungsmanagement; Personalmangel;
    Kommunaler IT-Dienstleister; Stadtwerke; Hochschulkooperation; Evaluation; Öffentlichkeitsarbeit;
    Stakeholdermanagement; Übertragbarkeit; Risikomanagement; Pilotprojekt; Vergabe; Beschaffung; Ausschreibung;
    Vergaberecht; Direktauftrag; Rahmenvertrag; Leistungsbeschreibung; Markterkundung; Herstellerabhängigkeit;
    Lizenzmanagement; Sensorik; Sensor-Wartung; Mobilfunkausbau; Veranstaltungskalender; Webseite der Kommune;
    Soziale Medien; Verwaltungsdigitalisierung; Datenqualität; Systemintegration; Programmierschnittstelle
    """.split(";")
)
