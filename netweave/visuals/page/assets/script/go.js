// If anything here fails, the page stays as it was sent: static picture, words and tables.
try {
  document.querySelectorAll('.tools, .years, #canvas, #side').forEach((part) => { part.hidden = false; });
  wear();
  start();
  startFilter();
  startSearch();
  startKeys();
  startSaving();
  startYears();
  startSorting();
  startTheme();
  document.documentElement.classList.add('drawn');
  whole();
  if (about.large) say('Zoom in to read the labels.');
  settled(() => { document.documentElement.dataset.ready = 'yes'; });
  redraw();
} catch (error) {
  document.documentElement.classList.remove('drawn');
  document.querySelectorAll('.tools, .years, #canvas, #side').forEach((part) => { part.hidden = true; });
  say('The moving picture cannot be drawn here. The static picture, the words and the tables say the same.');
  console.error(error);
}
