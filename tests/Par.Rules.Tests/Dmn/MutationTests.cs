using Par.Rules.Dmn;
using Par.Rules.Feel;

namespace Par.Rules.Tests.Dmn;

/// <summary>Models damaged at random: each is read and decided, or refused with a place; nothing crashes and nothing hangs.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private static readonly string Whole = Model.File($"""
        <itemDefinition name="tAge" isCollection="false"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemDefinition>
        <itemDefinition name="tPerson"><itemComponent name="age"><typeRef>tAge</typeRef></itemComponent></itemDefinition>
        <inputData id="p" name="p"><variable name="p" typeRef="tPerson"/></inputData>
        <businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>{Model.Literal("n * 2")}</encapsulatedLogic></businessKnowledgeModel>
        <decision id="d" name="d"><variable name="d" typeRef="number"/>
        <informationRequirement><requiredInput href="#p"/></informationRequirement>
        <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
        <context><contextEntry><variable name="t"/><decisionTable hitPolicy="COLLECT" aggregation="SUM"><input><inputExpression typeRef="number"><text>p.age</text></inputExpression></input>
        <output name="o" typeRef="number"><outputValues><text>1, 2</text></outputValues><defaultOutputEntry><text>0</text></defaultOutputEntry></output>
        <rule><inputEntry><text>&lt; 18, [60..70)</text></inputEntry><outputEntry><text>f(1)</text></outputEntry></rule>
        <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>if p.age > 3 then 1 else 2</text></outputEntry></rule></decisionTable></contextEntry>
        <contextEntry><for iteratorVariable="i"><in>{Model.Literal("[1, 2, t]")}</in><return><invocation>{Model.Literal("f")}<binding><parameter name="n"/>{Model.Literal("i")}</binding></invocation></return></for></contextEntry></context></decision>
        <decisionService id="s" name="s"><outputDecision href="#d"/><inputData href="#p"/></decisionService>
        """).Text;

    private static readonly string[] Pieces =
        ["<", ">", "\"", "#", "&lt;", "name=\"\"", "typeRef=\"tPerson\"", "[", "]", "(", "..", "not(", "-", "null", "<list>", "</list>", "d", "p", "#d", "function", " for ", "tAge", "\\", "true"];

    [Fact]
    public void A_damaged_model_is_decided_or_refused_with_a_place()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        for (var i = 0; i < 3000; i++)
        {
            var text = Whole;
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                var at = random.Next(text.Length);
                var length = Math.Min(random.Next(0, 6), text.Length - at);
                text = text[..at] + (random.Next(2) == 0 ? "" : Pieces[random.Next(Pieces.Length)]) + text[(at + length)..];
            }

            var reading = DmnReader.Read(new DmnFile("test.dmn", text));
            _ = reading.Model is null ? refused++ : read++;
            Assert.All([.. reading.Diagnostics, .. reading.Model?.Check() ?? []], found => Assert.True(found.At is { Line: > 0, Column: > 0, File: "test.dmn" }, found.ToString()));
            Decide(reading.Model, text);
        }

        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    private static void Decide(DmnModel? model, string text)
    {
        try
        {
            _ = model?.Decide("d", Model.Context("{p: {age: 9}}"), new Frame(0) { StepsLeft = 10_000 });
            _ = model?.Call("s", Model.Context("{p: {age: 65}}"), new Frame(0) { StepsLeft = 10_000 });
        }
        catch (FeelLimitException)
        {
            // Its own limit is the one way in which an evaluation may end early.
        }
        catch (Exception crash)
        {
            throw new InvalidOperationException($"This model crashed:\n{text}", crash);
        }
    }
}
