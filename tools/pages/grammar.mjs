// Composes names, dates, doses and sentences out of a split's vocabulary; all chance comes from one seeded generator.

export class Grammar {
  constructor(vocabulary, random) {
    this.words = vocabulary;
    this.random = random;
  }

  whole(low, high) {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  one(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  chance(share) {
    return this.random() < share;
  }

  some(list, count) {
    const rest = [...list];
    const taken = [];
    while (taken.length < count && rest.length > 0)
      taken.push(rest.splice(Math.floor(this.random() * rest.length), 1)[0]);
    return taken;
  }

  date() {
    const [day, month, year] = [this.whole(1, 28), this.whole(1, 12), this.whole(2021, 2026)];
    const two = (value) => String(value).padStart(2, "0");
    const name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1];
    return this.one([
      `${two(day)}/${two(month)}/${year}`,
      `${day} ${name} ${year}`,
      `${year}-${two(month)}-${two(day)}`,
      `${two(day)}.${two(month)}.${year}`,
      `${two(day)}-${name}-${year}`,
    ]);
  }

  birth() {
    return `${String(this.whole(1, 28)).padStart(2, "0")}/${String(this.whole(1, 12)).padStart(2, "0")}/${this.whole(1929, 2014)}`;
  }

  number(prefix = "") {
    return `${prefix}${this.whole(100000, 9999999)}`;
  }

  person() {
    const middle = this.chance(0.3) ? ` ${this.one([..."ABCDEGHJLMPRSTW"])}.` : "";
    return `${this.one(this.words.first)}${middle} ${this.one(this.words.last)}`;
  }

  drug() {
    const [name, form, strengths] = this.one(this.words.drugs);
    return { name, form, strength: this.one(strengths) };
  }

  sig(form) {
    return this.fill(this.one(this.words.sigs), { unit: form });
  }

  sentence() {
    return this.fill(this.one(this.words.sentences), {});
  }

  fill(template, given) {
    const makers = {
      n: () => this.one(["1", "2", "½", "1.5", "3"]),
      h: () => this.one([4, 6, 8, 12]),
      d: () => this.whole(3, 28),
      q: () => this.whole(2, 6),
      m: () => this.whole(4, 90),
      date: () => this.date(),
      year: () => this.whole(1998, 2024),
      age: () => this.whole(38, 79),
      sys: () => this.whole(92, 198),
      dia: () => this.whole(48, 112),
      pulse: () => this.whole(46, 138),
      sat: () => this.whole(84, 99),
      pct: () => this.whole(18, 74),
      weight: () => (this.whole(420, 1240) / 10).toFixed(1),
      bmi: () => (this.whole(170, 420) / 10).toFixed(1),
      height: () => this.whole(148, 196),
      temp: () => (this.whole(354, 399) / 10).toFixed(1),
      crea: () => this.whole(58, 120),
      crea2: () => this.whole(130, 480),
      k: () => (this.whole(26, 66) / 10).toFixed(1),
      na: () => this.whole(112, 131),
      symptom: () => this.one(this.words.symptoms),
      finding: () => this.one(this.words.findings),
      disease: () => this.one(this.words.diseases),
      drug: () => this.drug().name,
      strength: () => this.drug().strength,
    };
    return template.replace(/\{(\w+)\}/g, (_, name) => given[name] ?? makers[name]());
  }

  /** A panel's rows: [test, result, unit, range, flag]. */
  results([, tests]) {
    return tests.map(([name, low, high, decimals, unit]) => {
      const value = Math.max(0, low + (high - low) * (this.random() * 2 - 0.5));
      const text = value.toFixed(decimals);
      const flag = Number(text) > high ? this.words.flags[0] : Number(text) < low ? this.words.flags[1] : "";
      const range =
        low === 0 ? `&lt; ${high.toFixed(decimals)}` : `${low.toFixed(decimals)} - ${high.toFixed(decimals)}`;
      return [name, text, unit, range, flag];
    });
  }
}
