"""The one sentence the assistant says in other languages: that it understands German and English."""

TEXTS: dict[str, str] = {
    "fr": "Je comprends l'allemand et l'anglais. Merci de poser votre question dans l'une de ces langues.",
    "tr": "Almanca ve İngilizce anlıyorum. Lütfen sorunuzu bu dillerden birinde sorun.",
    "pl": "Rozumiem po niemiecku i po angielsku. Proszę zadać pytanie w jednym z tych języków.",
    "es": "Entiendo alemán e inglés. Por favor, haga su pregunta en uno de estos idiomas.",
    "it": "Capisco il tedesco e l'inglese. La prego di porre la domanda in una di queste lingue.",
    "nl": "Ik begrijp Duits en Engels. Stelt u uw vraag alstublieft in een van deze talen.",
    "pt": "Compreendo alemão e inglês. Por favor, faça a sua pergunta num destes idiomas.",
    "ro": "Înțeleg germana și engleza. Vă rog să puneți întrebarea într-una dintre aceste limbi.",
    "cs": "Rozumím německy a anglicky. Položte prosím svou otázku v jednom z těchto jazyků.",
    "hr": "Razumijem njemački i engleski. Molim Vas, postavite pitanje na jednom od tih jezika.",
    "hu": "Németül és angolul értek. Kérem, tegye fel a kérdését e nyelvek egyikén.",
    "sv": "Jag förstår tyska och engelska. Ställ gärna din fråga på ett av dessa språk.",
    "da": "Jeg forstår tysk og engelsk. Stil venligst dit spørgsmål på et af disse sprog.",
    "uk": "Я розумію німецьку та англійську. Будь ласка, поставте запитання однією з цих мов.",
    "ru": "Я понимаю немецкий и английский. Пожалуйста, задайте вопрос на одном из этих языков.",
    "ar": "أفهم الألمانية والإنجليزية. من فضلك اطرح سؤالك بإحدى هاتين اللغتين.",
    "fa": "من آلمانی و انگلیسی می‌فهمم. لطفاً پرسش خود را به یکی از این زبان‌ها بنویسید.",
    "el": "Καταλαβαίνω γερμανικά και αγγλικά. Παρακαλώ κάντε την ερώτησή σας σε μία από αυτές τις γλώσσες.",
    "zh": "我能理解德语和英语。请用其中一种语言提问。",
}
