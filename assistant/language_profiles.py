"""Function words of other languages that are rare in German and English, and letters that only they have."""

PROFILES: dict[str, tuple[str, str]] = {
    "fr": (
        """le les des du et est sont nous vous notre nos votre pour dans avec une un comment pouvons peut quel
        quelle quels quelles qui sur pas plus aux cette ce avons avez faire besoin je bonjour merci où
        voudrais cherche coûte sont-ils combien quelqu à la de qu'est c'est""",
        "çœêëîï",
    ),
    "tr": (
        """ve bir bu için nasıl ne nedir var yok mi mı mu ile olarak daha çok nerede kim hangi biz bizim ben
        merhaba belediye teşekkürler istiyorum lütfen alabiliriz hakkında nereden kaç gibi""",
        "şğı",
    ),
    "pl": (
        """i w z na do jest są jak czy co się nie dla nasz nasza nasze mogą możemy jakie który która gdzie
        dzień dobry proszę dziękuję potrzebuję chcę mogę informacje od po przez mamy gmina""",
        "łąęśźżńć",
    ),
    "es": (
        """el los las una unos y es son como cómo qué quién dónde cuánto para por con del al nuestro nuestra
        nos puede podemos hola gracias que se su más hay pueden tenemos cuesta necesito tengo quiero sobre
        información favor nuestros la de""",
        "ñ¿¡",
    ),
    "it": (
        """il lo gli una di è e sono come che chi dove quanto per con del della dei delle nel nella nostro
        nostra possiamo può ciao buongiorno grazie abbiamo avete vorrei informazioni esempi sui cosa si
        sulla dal costa piccolo la""",
        "",
    ),
    "nl": (
        """het een van en hoe wat waar wie welke voor met zijn is niet ons onze wij kunnen kan wordt hebben
        heeft naar bij aan goedemorgen bedankt jullie zoeken informatie ik deze kost kleine gemeente dit
        werkt moet moeten graag zoals""",
        "",
    ),
    "pt": (
        """o os uma e é são como que quem onde quanto para por com do da dos das nosso nossa podemos pode olá
        obrigado não mais temos fazer""",
        "ãõ",
    ),
    "ro": (
        """și este sunt cum ce cine unde cât pentru cu din la nostru noastră putem poate bună mulțumesc nu un o
        care avem""",
        "ățș",
    ),
    "cs": (
        """a je jsou jak co kdo kde kolik pro na v se naše můžeme dobrý den děkuji není jaké máme""",
        "ěřů",
    ),
    "hr": (
        """i je su kako što tko gdje koliko za na u se naša možemo dobar dan hvala nije koje imamo""",
        "đ",
    ),
    "hu": (
        """a az és van hogyan mi ki hol mennyi egy nem mint jó napot köszönöm hogy milyen""",
        "őű",
    ),
    "sv": (
        """och är hur vad var vem för med vår vi kan ett inte på som att till hej tack det""",
        "å",
    ),
    "da": (
        """og er hvordan hvad hvor hvem for med vores vi kan et ikke på som at til hej tak det""",
        "ø",
    ),
}
