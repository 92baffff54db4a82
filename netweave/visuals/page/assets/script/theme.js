// Light or dark: as the system is set, until the reader chooses.
const system = window.matchMedia('(prefers-color-scheme: dark)');

function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : system.matches;
}

function wear() {
  colours = about.themes[dark() ? 'dark' : 'light'];
  find('theme').textContent = dark() ? 'Light theme' : 'Dark theme';
  recolour();
}

function startTheme() {
  find('theme').addEventListener('click', () => {
    document.documentElement.dataset.theme = dark() ? 'light' : 'dark';
    wear();
  });
  system.addEventListener('change', wear);
}
