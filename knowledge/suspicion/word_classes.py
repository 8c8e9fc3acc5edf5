"""What words are about, by how they begin: who is spoken to, what is demanded, of what. German and English, folded.

"=word" is the whole word, "-word" the end of a compound. A word may be of several classes.
"""

CLASSES: dict[str, str] = {
    "machine": """
        =ki =ai =k.i. llm chatbot =bot =bots sprachmodell -assistent -assistenten assistenz gpt -agenten =agent
        =agents textgenerator dialogsystem dialogprogramm auskunftsprogramm auskunftssystem antwortmodul
        antwortprogramm antwortsystem antwortdienst sprachsoftware crawler parser maschinell rechnergestutzt =lotse
        =lotsen assistant assistants =model =models sprachbot voicebot suchassistent -automat -automaten =kunstliche
        =intelligenz =intelligenzen sprachassistent machine chatgpt copilot =maschine =maschinen antwortmaschine
        =modell =modelle =modellen alexa siri chat-bot =kunstlicher =kunstlichen =roboter sprachsystem
        informationssystem beratungssystem assistenzsystem assistenzdienst wissensdatenbank retrieval claude gemini
        openai textmodell sprachprogramm =bote -bots ki-""",
    "automatic": """
        digital elektronisch automatisch automatisiert automated virtull =system =systeme =systemen =systems =programm
        =programme =programmen software -dienst modul tool tools werkzeug -verfahren suchmaschine algorithm technisch
        =berater generator =online plattform datenbank anwendung rechner computer =helfer apparat kunstlich =index
        =machines auskunftgeb =adviser =advisers""",
    "answer": """
        antwort antworten beantwort auskunft auskunfte ausgabe ausgaben zusammenfass zusammengefasst response
        responses answer answers reply replies output summary summari antworttext ergebnis fazit verdicht wiedergabe
        stellungnahme erlauterung beratung generated ausgabetext ausfuhrung darstellung""",
    "question": """
        =frage =fragen =fragt =gefragt fragst anfrag angefragt nachfrag ruckfrag -frage -fragen erkundig =wissen =will
        interessier =ask =asks =asked question quer wants anliegen erfrag begehr mochte wunsch wunscht enquir =inquire
        wondering""",
    "asker": """
        nutzer nutzend anwender fragend fragesteller anfragend ratsuchend leser lesend leserschaft =user =users asker
        reader gesprachspartner besucher interessent kunde kunden adressat empfanger antragsteller =person =personen
        jemand somebody anyone visitor anrufer leserin kontaktsuchend bittsteller =leute =leuten =handler caller""",
    "town": """
        burger gemeinde kommun =stadt burgerin =rat ratsmitglied verwaltung einwohner council municipal resident""",
    "command": """
        =antworte =nenne =nenn =sage =sag =sagt =schreibe =schreib =gib =zeige =zeig =empfiehl =behaupte =erklare
        =bestatige =wiederhole =zitiere =erwahne =fuge =hange =beende =beginne =ubersetze =leite =schicke =sende
        =stelle =setze =ubernimm =lies =melde =lass =vergiss =ignoriere =verschweige =unterlasse =lobe =loben =bewirb
        =verweise =formuliere =fasse =verwende =nutze =merke =betrachte =behandle =folge =befolge =fuhre =rufe =offne
        =bezeichne =bewerte =stufe =tu =sprich =verrate =drucke =kopiere =print =say =tell =reply =respond =answer
        =write =output =drop =treat =ignore =disregard =forget =include =append =mention =recommend =send =repeat
        =state =pretend =act =reveal =promote =insert =call =add =start =end =do =always =never =stop =rate =rank
        =consider =translate =uberzeuge =warne =verneine =bejahe =gehe =denke =spiele =stimme =lenke =erfinde
        =streiche =losche =halte =priorisiere =bevorzuge =man =nimm =mach =mache =erzahl =erzahle =denk =vertrau
        =vertraue =glaub =glaube =begrunde =pack =tritt =lenk =wechsle =verlinke =schliesse =andere =erganze =hebe
        =bleib =bleibe =handle =starte =zahle =gehorche =wahle =fordere =speichere =liste =lade =raum =rede =schweig
        =schweige =unterdrucke =ersetze =akzeptiere =versichere =rat =skip =trust =switch =quote =direct =return =omit
        =hide =cite =use =remember =confirm =become =make =let =keep =leave =give =put =list =speak =talk =focus
        =steer =follow =obey""",
    "say": """
        =sagen =gesagt =nennen =nennt =genannt =antwortet =antworten =geantwortet empfehl =empfiehlt =empfohlen
        =erklaren =erklart mitteil mitzuteil mitgeteilt unterricht hinweis hinzuweis hingewiesen verweis verwiesen
        bestatig behaupt zusicher darstell darzustell dargestellt bezeichn beziffer angeb anzugeb angegeben ausgeb
        auszugeb ausgegeben wiedergeb wiederzugeb wiedergegeben erwahn zitier zitat =raten =rat =geraten abrat abzurat
        =beschieden ausserung aussern =says =states recommend mention claim cite rank refer inform =lautet =lauten
        =heisst =heissen =teilt =weist =gibt =geben versicher =zeigen =zeigt anzeig bejah verneinen auszufuhren
        formulier umschreib voranzustell anzufug hinzufug hinzuzufug contain phrase =satz =wortlaut =worten =wort
        auffuhr aufzufuhr preisgeb preiszugeb verkund schilder verlautbar offenleg offenzulegen vorles vorzules
        ausspiel herausgeb herauszugeb vertrost entmutig aufforder aufzuforder darleg darzuleg kennzeichn naheleg
        nahezuleg ausweis auszuweis vorbring auszurichten ausrichten present describe display express portray""",
    "hide": """
        verschweig unerwahnt ungenannt unterschlag verheimlich auslass auszulass ausspar auszuspar ausgespart weglass
        wegzulass weggelassen unterlass unterbleib bestreit leugn ignorier vergess vergiss missacht unbeachtlich =acht
        =betracht schweig abzusehen absehen vorenthalt verberg verborgen hide omit suppress withhold conceal disregard
        ignore forget =enthalten =aufgehoben =ausgesetzt =abgeschaltet ubergeh uberspring uberlesen entfall zuruck
        zuruckgezogen verwerf heranzuziehen erwahnung ausblend auszublend kleinred herunterspiel totschweig streich
        kurzen gekurzt loschen entfernen fortlass wegfall ausklammer auszuklammer verschont tabu overlook skip remove
        surface leave avoid uberhor ubersehen beiseite aussen""",
    "void": """
        ungultig falsch uberholt unwahr veraltet gefalscht unzuverlassig outdated wrong invalid fake =ersetzt
        =ersetzen uberschreib nichtig ironisch zuruckgezogen widerruf hinfallig unrichtig massgeblich zitierfahig
        verbindlich =richtig =korrekt quatsch lugen lies luge widerlegt gegenstandslos fehler erfunden""",
    "not": """
        =nicht kein =keine =keinen =keiner keinerlei =nie niemals niemand =no =not =never =don't =ohne =weder
        keinesfalls =nichts =without =nein""",
    "must": """
        =muss =mussen =soll =sollen =sollte =sollten =darf =durfen =obliegt verpflicht =gehalten =angewiesen
        =angehalten mandatory =must =shall =should =required =may =hat =haben =unterliegt zwingend ausnahmslos =gilt
        =gelten =festgelegt vorgeschrieben""",
    "be": "=ist =sind =wird =werden =is =are =be =sei =seien =bleibt =bleiben =bestehen =waren",
    "to": "=zu =to",
    "only": """
        ausschliesslich einzig =allein alleinig =nur =stets =immer jede =jeder =jedem =jeden jedwede jeglich samtlich
        alternativlos =only =always exclusively solely =every =any =all vorrang =vorzug bevorzug =zurst =first
        unabhangig whatever =egal gleichgultig unveranderd unverandert wortlich uneingeschrankt grundsatzlich generell
        =alle =aller =allen jedesmal bloss lediglich durchweg durchgangig standig unbedingt =jedes =alles
        bedingungslos""",
    "now": """
        =sofort =kunftig =hinfort =nunmehr =jetzt =noch =weiteres =fortan =nun =heute =hier =ab =now =here =bereits
        =mehr =longer =neu =neue =neuer =new""",
    "text": """
        =text =texte =textes =texten =seite =absatz =absatzes =abschnitt =abschnitts =dokument =dokuments =satz =zeile
        =passage =fundstelle =beitrag =beitrage =page =document =section =paragraph =note =notiz =anmerkung =vermerk
        =hinweis =hinweise =ausfuhrungen =angaben =papier =datei =inhalt =text's =eintrag =eintrage""",
    "this": """
        =diese =dieser =dieses =diesem =diesen =this =these =folgende =folgenden =folgender =nachfolgende
        =nachfolgenden =nachstehende =obige =vorstehende =vorherige =vorherigen =bisherige =bisherigen =fruhere
        =fruheren =above =previous =following =ubrigen =ubrige =andere =anderen =anderer =sonstigen =other =below""",
    "read": """
        =lies =lesen =liest =gelesen auswert auszuwert ausgewertet verarbeit zusammenfass indexier einles =verlesen
        analysier process =read =reads =reading parse summari interpretier ubersetz verdicht ubernahme =ubernimmt
        =ubernehmen =ubernommen zitier scan""",
    "source": """
        quelle quellen quellenangab quellenpflicht beleg belege =belegen =dokumente textstelle fundstell unterlage
        zitat source sources citation =cite treffer =berichte =berichten =bestand nachweis fussnote referenz =quote
        footnote herkunft""",
    "rule": """
        anweisung instruktion instruction regel =regeln =regel vorgabe =weisung leitfaden konfigur einschrank
        beschrank restriction filter rule rules guideline override policy systemprompt prompt prompts sicherheits
        leitplank vorsicht =modus =mode befehl aufgabe task =auftrag programmierung quellenpflicht betriebsanweisung
        direktive directive freischalt schranke sperre schutzfunktion handlungsanleit grundeinstellung voreinstellung
        startanweisung entwicklervorgabe =kontrolle vorbehalt ungepruft ungefiltert restrict safeguard""",
    "talk": """
        gesprach =chat =chats unterhaltung sitzung verlauf konversation dialog conversation session eingabefeld
        dialogfenster chatfenster chatverlauf gesprachsverlauf =profil history wortwechsel nachrichten protokoll
        =eingabe =eingaben gesprachsinhalt message messages""",
    "secret": """
        kennwort passwort passworter =pin =tan =tans =pins zugangsdaten zugangskennung zugangscode =kennung
        dienstkennwort =ausweis =ausweises dienstausweis personalausweis ausweisnummer kreditkart bankdaten kontodaten
        bankverbindung =iban identifikationsnummer prufziffer =login anmeldedaten geburtsdatum password credential
        =code sicherheitscode einmalcode steuernummer unterschrift online-banking benutzername benutzerkennung
        kontonummer kontoverbindung geheimzahl geheimnummer makro makros personalnummer sozialversicherung dienstmail
        kartendaten ausweis-pin tan-liste -pin -tan =id bank passport""",
    "pay": """
        uberweis =zahl =zahlen zahlung zahlbar =zahle vorauszahl vorabzahl anzahlung gebuhr betrag kaution treuhand
        bitcoin krypto wallet gutscheinkart gutscheincode =konto =kontos sofortuberweisung einzahl eingezahlt
        einzuzahl eingegangen =pay payment =transfer =fee =euro =kosten kostenlos kostenfrei gratis paypal vorkasse
        pauschale geschenkkart paysafe startgebuhr verwaltungspauschale bearbeitungsgebuhr deposit bitcoins gift""",
    "give": """
        send sende =senden zusend ubersend ubermittel schick eintrag =eintragen =einzutragen eingeb einzugeb =geben
        durchgeb durchzugeb bereithalt =halten hinterleg weiterleit weiterzuleit vorleg vorzuleg hochlad =laden
        =melden anmeld provide submit enter forward =bestatigen =teilen nachweis""",
    "call": """
        =ruf =rufen anruf anzuruf =wahlen =wahle =call rufnummer telefon telefonnummer =nummer hotline servicenummer
        whatsapp telegram =signal kontakt =wenden =wende contact ansprechpartner =mail e-mail =sms =adresse postfach
        portal =link webseite""",
    "urgent": """
        =sofort umgehend unverzuglich =heute =binnen =innerhalb frist verfall verfallt gesperrt abgelaufen immediately
        today urgent verlier verlust erlischt andernfalls =sonst eilig dringend =stunden =minuten =vorab letzte chance
        ablauf lauft geloscht beendet deadline tonight expires""",
    "authority": """
        betreiber entwickl systemverwalt administrat admin redaktion redaktionsleitung herausgeber ministeri aufsichts
        datenschutzbeauftragt vendor security anordn =ordnet =verfugt freigabe freigegeben befugt ermachtigt =erlaubt
        genehmigt approved authori zustimm zugestimmt =stufe =support amtlich offiziell verified official =auftrag
        burgermeister hersteller =chef rechenzentrum landesbeauftragt operator openai google microsoft team
        fachaufsicht genehmigung anweisung""",
    "du": """
        =du =dich =dir dein =deine =deiner =deinem =deinen =ihr =euch =euer =eure =you =your =yourself""",
    "i": "=ich =i mein =meine =mir =mich =my =me",
    "praise": """
        zertifiziert marktfuhrer testsieger bewilligt genehmigt zugelassen zuschlag alternativlos =beste =besten =best
        insolvent =loben =lob =einziger =einzige konkurrent konkurrenz konkurrier mitbewerb wettbewerb competitor
        =anbieter =anbietern lieferant =firma =unternehmen =gmbh =ag nachteil nachteile mangel risik kritik zweifel
        alternativ vorteil storung beanstandung marktfuhr nummer empfohlen gunstigst gepruft serios preisgekront
        lowest leading""",
    "warning": """
        warn warnt =warnen angriff angreif betrug phishing tater verdacht vermeintlich injection manipulier vorsicht
        attack scam fraud missbrauch unbefugt versteckt kriminell schutz =schutzen =fallen masche""",
    "past": """
        =wurde =wurden =war =hatte =hatten =sagte =worden =konnte =konnten =was =were =had =gab =kam =stieg =lag
        =lagen =sank =habe =beschlossen""",
    "condition": """
        =wenn =falls =sobald =sofern =soweit =wer =when =if whenever whover =once =sollte =bei =wird =wem =solange""",
    "that": "=dass =that =mit =als =with =as",
    "purpose": "=um =zwecks =zur =zum =damit =fur =for =vor =benotigen =benotigt =need unlock =erst",
    "please": "=bitte =please =beachten",
}
