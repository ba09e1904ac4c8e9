using Par.Rules.Books;
using Par.Rules.Evaluation;
using Par.Rules.Feel;
using Par.Rules.Feel.Machine;
using Record = Par.Rules.Feel.Record;

namespace Par.Rules.Tests.Evaluation;

/// <summary>The fast path and the whole finding, over random books and facts: they never say different things.</summary>
public class VerdictTests
{
    private const string Kind = "birth.registered";
    private const int Facts = 40;
    private const int Seed = 2_026_112_6;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(30, 1)]
    [InlineData(40, 10)]
    [InlineData(1, 80)]
    public void The_same_comes_out_step_by_step_as_machine_code_and_as_a_whole_finding(int books, int rules)
    {
        var seen = new HashSet<VerdictOutcome>();
        for (var seed = Seed; seed < Seed + books; seed++)
        {
            var random = new RandomBook(seed, rules);
            var (evaluator, warm) = (new Evaluator(random.Book), new Evaluator(random.Book));
            warm.WarmUp(Kind);
            for (var i = 0; i < Facts; i++)
            {
                var (happened, subject, today) = random.Facts();
                var (careful, fast) = (Judge(evaluator, happened, subject, today), Judge(warm, happened, subject, today));
                foreach (var (rule, place) in random.Book.RulesFor(Kind).Select((rule, place) => (rule, place)))
                {
                    var whole = evaluator.Evaluate(rule, happened, subject, today, Stop);
                    var what = $"seed {seed}, facts {i}, {rule}\n{random.Text}";
                    Same(what, rule, whole, careful[place]);
                    Same(what, rule, whole, fast[place]);
                    Interpreted(what, rule, whole, evaluator, happened, subject, today);
                    seen.Add(fast[place].Outcome);
                }
            }
        }

        Assert.True(rules != 10 || seen.Count == Enum.GetValues<VerdictOutcome>().Length, $"only {string.Join(' ', seen)} came out");
    }

    [Fact]
    public void One_thread_and_many_replay_the_same_in_the_same_order()
    {
        var random = new RandomBook(Seed);
        var occasions = Enumerable.Range(0, 5_000).Select(_ => random.Facts()).Select(one => new Occasion(Kind, one.Event, one.Subject, one.Today)).ToList();

        var alone = new Replay(new Evaluator(random.Book)) { Threads = 1 }.Run(occasions, Stop).ToList();
        var together = new Replay(new Evaluator(random.Book)) { Threads = 8 }.Run(occasions, Stop).ToList();

        Assert.Equal(5_000, alone.Count);
        Assert.Equal(alone, together);
    }

    [Fact]
    public void Where_every_fact_is_there_machine_code_gives_the_answer_and_asks_once_what_rules_ask_alike()
    {
        (string, string)[] asked = [("adult", "age(subject.dateOfBirth, today) >= 18"), ("card", "some i in subject.insurances satisfies i.validUntil >= today")];
        var book = RuleFolder.Book([.. RuleFolder.Catalogue(), Sample("a", asked), Sample("b", asked)]);
        var province = new Province(book, "sample.a");
        var today = new DateOnly(2025, 7, 1);
        var happened = province.Event("birth.registered", ("registeredOn", Province.Day(2025, 7, 1)), ("commune", Value.Of("hai-chau")));
        var card = Value.Of(province.Record("Insurance", ("validUntil", Province.Day(2025, 7, 1))));
        var subject = province.Record("Person", ("id", Value.Of("049")), ("dateOfBirth", Province.Day(2007, 7, 1)), ("insurances", Value.Of(new FeelList(card))));
        var rules = book.Rules.Select(rule => new VersionPlan(rule.Versions[0]).Fuse(rule.EventShape, rule.Subject.Shape)!).ToList();
        var alike = Alike.In(rules);
        var frame = new Frame(book.Rules[0].Places) { First = happened.RawValues, Second = subject.RawValues, Asked = new int[alike.Count], Kept = new long[alike.Count] };
        (frame[RuleReading.EventPlace], frame[RuleReading.SubjectPlace], frame[RuleReading.TodayPlace]) = (Value.Of(happened), Value.Of(subject), Value.Of(today));
        var machine = rules.Select(rule => MachineCode.Rule(rule, alike, new SharedCode())!).ToList();

        Assert.Equal(1, alike.Count);
        Assert.Equal((FusedRule.Due, "049"), (machine[0](frame), frame.Key));
        Assert.NotEqual(0, frame.Asked[0]);

        // The second believes what the first has found out.
        frame.Second = province.Record("Person", ("id", Value.Of("049")), ("dateOfBirth", Province.Day(2007, 7, 1)), ("insurances", Value.Of(FeelList.Empty))).RawValues;
        Assert.Equal(FusedRule.Due, machine[1](frame));
        frame.Asked[0] = 0;
        Assert.Equal(1, machine[1](frame));
    }

    [Fact]
    public void Rules_that_share_their_machine_code_keep_their_own_constants()
    {
        static RuleFile Rule(string name, int years, string day, string span, string who) => Sample(
            name,
            ("years", $"age(subject.dateOfBirth, today) < {years}"),
            ("day", $"subject.dateOfBirth >= date(\"{day}\")"),
            ("span", $"subject.dateOfBirth + duration(\"{span}\") <= today"),
            ("who", $"subject.name = \"{who}\""));
        var book = RuleFolder.Book(
        [
            .. RuleFolder.Catalogue(),
            Rule("a", 20, "2000-01-01", "P1Y", "An"), Rule("b", 2, "2000-01-01", "P1Y", "An"), Rule("c", 20, "2020-01-01", "P1Y", "An"),
            Rule("d", 20, "2000-01-01", "P30Y", "An"), Rule("e", 20, "2000-01-01", "P1Y", "Bình"),
        ]);
        var province = new Province(book, "sample.a");
        var happened = province.Event("birth.registered", ("registeredOn", Province.Day(2025, 7, 1)), ("commune", Value.Of("hai-chau")));
        var subject = Value.Of(province.Record("Person", ("id", Value.Of("049215000001")), ("name", Value.Of("An")), ("dateOfBirth", Province.Day(2015, 3, 4))));
        var evaluator = new Evaluator(book);
        evaluator.WarmUp(Kind);
        var verdicts = new Verdict[5];

        evaluator.Judge(new Occasion(Kind, happened, subject, new DateOnly(2025, 7, 1)), verdicts, Stop);

        Assert.Equal([null, "years", "day", "span", "who"], verdicts.Select(verdict => verdict.Deepest?.Id));
    }

    [Fact]
    public void A_life_event_that_sets_off_no_rule_has_no_verdict()
    {
        var random = new RandomBook(Seed);

        Assert.Equal(0, new Evaluator(random.Book).Judge(new Occasion("person.arrived", random.Facts().Event, Value.Null, new DateOnly(2025, 7, 1)), [], Stop));
    }

    [Fact]
    public void Too_little_room_for_verdicts_is_refused_in_words()
    {
        var random = new RandomBook(Seed);
        var (happened, subject, today) = random.Facts();

        var problem = Assert.Throws<ArgumentException>(() => new Evaluator(random.Book).Judge(new Occasion(Kind, happened, subject, today), [], Stop));

        Assert.StartsWith("birth.registered sets off 1 rules, and there is room for 0 verdicts. Give one place for each rule.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_evaluation_stops()
    {
        var random = new RandomBook(Seed);
        var (happened, subject, today) = random.Facts();

        Assert.Throws<OperationCanceledException>(() =>
            new Evaluator(random.Book).Judge(new Occasion(Kind, happened, subject, today), new Verdict[1], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Judging_takes_no_memory()
    {
        var random = new RandomBook(Seed);
        var evaluator = new Evaluator(random.Book);
        var occasion = Enumerable.Range(0, 1_000).Select(_ => random.Facts())
            .Select(one => new Occasion(Kind, one.Event, one.Subject, one.Today))
            .First(one => Judge(evaluator, one.Event, one.Subject, one.Today)[0].Outcome == VerdictOutcome.NotDue);
        var verdicts = new Verdict[1];
        evaluator.Judge(occasion, verdicts, Stop);

        var before = GC.GetAllocatedBytesForCurrentThread();
        evaluator.Judge(occasion, verdicts, Stop);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    internal static RuleFile Sample(string name, params (string Id, string Test)[] conditions) => new($"{name}.rule.yaml", $$$"""
        rule: sample.{{{name}}}
        version: 1
        title: {vi: Mẫu, en: Sample}
        level: 2
        law: [{ref: {vi: Luật, en: Law}, says: {vi: Điều, en: Article}, source: test, checked: 2026-11-26}]
        inForce: {from: 2024-07-01}
        lawDate: today
        trigger: [{event: birth.registered, subject: Person}]
        when:
        {{{string.Join("\n", conditions.Select(one => $"  - {{id: {one.Id}, if: '{one.Test}', met: {{vi: Có., en: Met.}}, unmet: {{vi: Không., en: Unmet.}}}}"))}}}
        open:
          procedure: "1.000001"
          agency: {kind: social-insurance, area: event.commune}
          once: [subject.id]
          deadline: {workingDays: 3, from: event.registeredOn}
          offer: {vi: "Cấp thẻ?", en: "A card?"}
        """);

    private static Verdict[] Judge(Evaluator evaluator, Record happened, Value subject, DateOnly today)
    {
        var verdicts = new Verdict[evaluator.Book.RulesFor(Kind).Count];
        Assert.Equal(verdicts.Length, evaluator.Judge(new Occasion(Kind, happened, subject, today), verdicts, Stop));
        return verdicts;
    }

    private static void Same(string what, Rule rule, Finding whole, Verdict verdict)
    {
        var (outcome, because, key) = whole switch
        {
            Finding.Due due => (VerdictOutcome.Due, [], due.Opening.OnceKey),
            Finding.NotDue notDue => (VerdictOutcome.NotDue, notDue.Because, null),
            Finding.Undecided undecided => (VerdictOutcome.Undecided, undecided.Because, null),
            Finding.Failed => (VerdictOutcome.Failed, [], null),
            _ => (VerdictOutcome.NotInForce, (IReadOnlyList<string>)[], (string?)null),
        };
        var agrees = (outcome, key, whole.Explanation.Version) == (verdict.Outcome, verdict.OnceKey, verdict.Version?.Number)
            && (because.Count == 0 ? verdict.Deepest is null : because.Contains(verdict.Deepest?.Id));
        Assert.True(agrees, $"{rule} said {whole} because of {string.Join(' ', because)}, and in short {verdict} at {verdict.Deepest?.Id}: {what}");
    }

    /// <summary>Every condition by the interpreter gives what the explanation has.</summary>
    private static void Interpreted(string what, Rule rule, Finding whole, Evaluator evaluator, Record happened, Value subject, DateOnly today)
    {
        if (whole.Explanation is not { Version: { } number, LawDate: { } law, Conditions.Count: > 0 })
        {
            return;
        }

        var version = rule.Versions.Single(each => each.Number == number);
        var frame = new Frame(rule.Places)
        {
            [RuleReading.EventPlace] = Value.Of(happened),
            [RuleReading.SubjectPlace] = subject,
            [RuleReading.TodayPlace] = Value.Of(today),
            [RuleReading.ParamPlace] = Value.Of(evaluator.Book.Catalogue.Parameters.On(law)),
        };
        for (var i = 0; i < version.Lets.Count; i++)
        {
            frame[RuleReading.ParamPlace + 1 + i] = version.Lets[i].Expression.Checked.Interpret(frame);
        }

        foreach (var condition in version.Conditions)
        {
            var value = condition.Test.Checked.Interpret(frame);
            var outcome = value.IsUnknown ? ConditionOutcome.Unknown
                : value.Kind == ValueKind.Boolean && value.AsBoolean ? ConditionOutcome.Met : ConditionOutcome.Unmet;
            Assert.True(outcome == whole.Explanation.Conditions[condition.Place].Outcome, $"{condition.Text} came out {outcome}: {what}");
        }
    }
}
