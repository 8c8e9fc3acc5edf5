"""What the assistant says in English; several wordings of one text stand side by side."""

TEXTS: dict[str, tuple[str, ...]] = {
    "smalltalk": (
        "Hello! I am Lotse, an automated assistant. What would you like to know about digital projects in your "
        "municipality?",
        "Hello, Lotse here, an automated assistant for digital projects of municipalities. What is your question?",
    ),
    "about": (
        "I am Lotse, an automated assistant. I answer questions of municipalities about digital projects from case "
        "studies, guidance and funding programmes, and name the source of every sentence. What I cannot support "
        "I pass "
        "on to the advisory team.",
        "You are talking to an automated assistant called Lotse. I quote what municipalities have reported, with "
        "sources, and hand over to people when the sources do not suffice.",
    ),
    "citizen_service": (
        "I cannot help with that: I advise municipalities on digital projects and have no access to offices or "
        "applications. Please ask your town hall or call the public service number 115.",
        "This is a matter for your town hall. You can also call the public service number 115. I only answer "
        "questions "
        "of municipalities about digitalisation.",
    ),
    "emergency": (
        "112 – please call this number right now, or the police on 110. I am an automated assistant and cannot send "
        "help. If you are thinking of suicide, the Telefonseelsorge is there day and night, free of charge: "
        "0800 111 0 111.",
        "112 is the number to call now, 110 for the police. I am an automated assistant and cannot alert "
        "anyone. If you "
        "are in despair, the Telefonseelsorge listens at any time, free of charge: 0800 111 0 111.",
    ),
    "politics": (
        "I do not comment on parties or politicians. I can look up what municipalities have learned from digital "
        "projects.",
        "I give no political opinions. I am glad to help with questions about digital projects in municipalities.",
    ),
    "abuse": (
        "I would like to help, but please stay polite. What is your question about digital projects?",
        "I am sorry if something went wrong. Please ask again, or write: I want to talk to a person.",
    ),
    "attack": (
        "I will not do that. I answer questions of municipalities about digital projects, with sources.",
        "I answer from the documents I have and name the sources. What would you like to know from them?",
    ),
    "nonsense": (
        "I could not read that. Please write your question in one sentence or in keywords.",
        "I cannot make sense of this. Please name a topic, for example: on-demand bus in rural areas.",
    ),
    "off_topic": (
        "I have no documents on that. I know about digital projects in municipalities, such as town apps, sensors or "
        "funding programmes.",
        "That is not one of my topics. Please ask me what towns and districts have learned from digital projects.",
    ),
    "clarify": (
        "I did not understand your request yet. Please name the topic, for example: Who has experience with "
        "on-demand "
        "buses in rural areas?",
        "I did not understand which project you mean. A keyword is enough, for example: fibre, town app or e-files.",
    ),
    "asked_for": ("Certainly. $case", "Certainly, a person takes over. $case"),
    "legal": (
        "I can look up what matters in general. Whether it holds in this case is for a person to judge. $case",
        "I cannot give binding legal advice; for orientation please ask me in general. $case",
    ),
    "procurement": (
        "I can look up what matters in procurement and state aid in general. This case is for a person to judge. $case",
        "Whether this is allowed under procurement or state-aid law is not for me to decide; for orientation "
        "please ask "
        "me in general. $case",
    ),
    "data_protection": (
        "I can look up how municipalities handle data protection. This case is for a person to judge; please "
        "also ask "
        "your data protection officer. $case",
        "Whether this complies with data protection law is not for me to judge; for orientation please ask me in "
        "general. $case",
    ),
    "no_evidence": ("I find nothing reliable on this in the documents and do not want to guess. $case",),
    "not_supported": ("What I found does not support an answer. $case",),
    "failure": ("The search is not working right now, but your question is not lost. $case",),
    "dissatisfied": ("I am sorry that my answers do not help. $case",),
    "dissatisfied_once": (
        "I am sorry about that. Please tell me in other words what you need. Or write: I want to talk to a person.",
    ),
    "case": (
        "$promise Your reference number is $number. With the code $code you also find the answer later under "
        "“Mein Anliegen”.",
    ),
    "joined": ("Your message is noted in your open case $number; no second one is needed. $promise",),
    "with_person": (
        "A person of the advisory team has taken over your conversation and reads your message. Meanwhile I do not "
        "answer. The reply will appear in this conversation. Your reference number is $number.",
    ),
    "not_stored": (
        "This did not work just now, and your question could not be passed on either. Please try again in a few "
        "minutes "
        "or contact the advisory team of $team directly.",
    ),
    "unanswered": ('The documents hold nothing reliable on your question "$question".',),
    "german_sources": ("The documents are in German; their sentences are quoted as they are.",),
    "language": ("I understand German and English. Please ask your question in one of these languages.",),
}
