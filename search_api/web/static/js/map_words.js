// The words of a map: they come with the page, in its language.

export function wordsOf(place) {
  const words = JSON.parse(place.dataset.words);
  const rules = new Intl.PluralRules(place.dataset.lang);
  return {
    ...words,
    // The form that goes with a number; languages with two forms have "other" where the catalogue has "many".
    counted(forms, number) {
      return (forms[rules.select(number)] ?? forms.many).replace("{n}", number.toLocaleString(place.dataset.lang));
    },
  };
}
