"""Words that say nothing of the topic, German and English; a question's own wording included."""

_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderem anderen anderer anderes anders auch auf aus
bei beim bereits bevor bin bis bist bzw da dabei dadurch dafür dagegen daher damit danach daran darauf daraus
darf darin darum darüber das dass davon davor dazu dein deine dem den denen denn der deren des deshalb dessen
die dies diese diesem diesen dieser dieses doch dort du durch dürfen dürfte eben ebenso ein eine einem einen einer eines
einige einigen einiger einiges einmal er es etwa etwas euch euer eure falls fast für ganz gar gab geben gegen
gehen geht gewesen gibt gilt ging genau gern gerne habe haben hallo hat hatte hatten hätte hätten her hier hin hinter
ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im immer in indem ins ist ja je jede jedem jeden jeder jedes
jemand jene jetzt kam kann kannst kein keine keinem keinen keiner keines könne können könnt könnte könnten läuft
lässt machen macht man manche manchen mehr mein meine meinem meinen meiner mich mir mit möchte möchten muss
müssen müsste nach nachdem neben nein nicht nichts noch nun nur ob oder ohne sehr sei seid sein seine seinem seinen
seiner seines seit seitdem selbst sich sie sind so sobald sogar solche solchen solcher soll sollen sollte
sollten somit sondern sonst soweit sowie statt über überhaupt um und uns unser unsere unserem unseren unserer
unter usw viel viele vielen vom von vor wann war waren warum was weder weil weiter welche welchem welchen welcher
welches wem wen wenig wenn wer werde werden wie wieder wieso wieviel will wir wird wirklich wo wobei wofür wohin wollen
womit woran worauf wurde wurden wäre wären während würde würden wüsste zu zum zur zwar zwischen bitte danke
gerade überall unserm eigentlich denen hätten jeweils wohl mal ums vors fürs übers
habt seid könnt wollt sollt müsst dürft werdet euch euer eure eurer eurem euren wart hattet würdet
"""
_ENGLISH = """
a about all am an and any are as at be been but by can could did do does for from had has have how i if in into
is it its me my no not of on or our should so some such than that the their them then there these they this to
us was we were what when where which who why will with would you your
"""
_WITHOUT_UMLAUTS = _GERMAN.translate(str.maketrans("äöü", "aou"))
_TRANSCRIBED = _GERMAN.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
STOP_WORDS = frozenset((_GERMAN + _ENGLISH + _WITHOUT_UMLAUTS + _TRANSCRIBED).split())
