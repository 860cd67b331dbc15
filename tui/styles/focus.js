// Typing goes to the desk at once, without a click first.
const wait = setInterval(() => {
  const box = document.querySelector(".xterm-helper-textarea");
  if (box) {
    clearInterval(wait);
    box.focus();
  }
}, 100);
