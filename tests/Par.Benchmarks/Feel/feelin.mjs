// Measures feelin over the expressions and people that come in as JSON, and writes one result for each expression.
// feelin has one way in, evaluate(text, context), which reads the text each time: that is how its users run it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readFileSync } from 'node:fs';

const { evaluate, date } = await import(pathToFileURL(join(process.argv[2], 'dist', 'index.js')));
const work = JSON.parse(readFileSync(0, 'utf8'));

const contexts = work.people.map(person => ({
  subject: {
    ...person,
    dateOfBirth: date(person.dateOfBirth),
    registeredOn: date(person.registeredOn),
    insurances: person.insurances.map(card => ({ validFrom: date(card.validFrom), validTo: date(card.validTo) })),
  },
  today: date(work.day.today),
  limit: work.day.limit,
  base: work.day.base,
}));

function pass(text) {
  let sum = 0;
  for (const context of contexts) {
    const { value } = evaluate(text, context);
    sum += value === true ? 1 : typeof value === 'number' ? value : 0;
  }
  return sum;
}

const median = numbers => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const results = work.expressions.map(text => {
  let checksum = pass(text);
  pass(text);
  const times = [];
  for (let round = 0; round < work.rounds; round++) {
    const start = process.hrtime.bigint();
    const sum = pass(text);
    times.push(Number(process.hrtime.bigint() - start) / contexts.length);
    if (sum !== checksum) throw new Error(`feelin gave ${sum} and then ${checksum} for ${text}`);
  }
  return { nanoseconds: median(times), checksum };
});

console.log(JSON.stringify(results));
