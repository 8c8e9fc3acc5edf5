// deep-chat as its documentation sets it up, fed with a reply of Lotse: window.deepChat(reply, isDark) gives the element.
(() => {
  const DARK = {
    chatStyle: { backgroundColor: "#16181c", borderColor: "#444" },
    textInput: {
      placeholder: { text: "Ihre Frage", style: { color: "#bcbcbc" } },
      styles: { container: { backgroundColor: "#2a2d33", borderColor: "#666" }, text: { color: "#f0f0f0" } },
    },
    messageStyles: {
      default: {
        shared: { bubble: { color: "#f0f0f0" } },
        ai: { bubble: { backgroundColor: "#2a2d33" } },
        user: { bubble: { backgroundColor: "#1d4e89" } },
      },
    },
  };
  const asText = ({ statements, sources }) => [
    ...statements.map(({ text, citations }) => `${text} ${citations.map((n) => `[${n}]`).join("")}`),
    ...sources.map(({ n, title, url }) => (url ? `${n}. [${title}](${url})` : `${n}. ${title}`)),
  ].join("\n\n");
  window.deepChat = (reply, isDark) => {
    const chat = document.createElement("deep-chat");
    Object.assign(chat, { textInput: { placeholder: { text: "Ihre Frage" } }, ...(isDark ? DARK : {}) });
    chat.errorMessages = { displayServiceErrorMessages: true };
    chat.introMessage = { text: "Guten Tag. Ich bin eine KI." };
    chat.connect = {
      handler: (_, signals) => signals.onResponse(reply ? { text: asText(reply) } : { error: "Nicht erreichbar." }),
    };
    document.querySelector("main").append(chat);
    return chat;
  };
})();
