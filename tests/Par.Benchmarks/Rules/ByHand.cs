using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Par.Benchmarks.Rules;

/// <summary>All rules of one kind of life event by hand: what is due goes into the room, and their number comes back.</summary>
public delegate int HandJudge(LifeEvent happened, DateOnly today, Dossier?[] room);

/// <summary>
/// The workload as a developer writes it: each law a method of its own, found by the kind of life event. It is written out as C# source and compiled as
/// any other, because nobody keeps twelve hundred methods of a benchmark by hand.
/// </summary>
internal sealed class ByHand
{
    private readonly FrozenDictionary<string, HandJudge> _kinds;

    public ByHand(Workload workload)
    {
        var laws = Compile(Source(workload)).GetType("Laws")!;
        _kinds = Enumerable.Range(0, workload.Kinds)
            .ToFrozenDictionary(Workload.Kind, kind => laws.GetMethod(Name(kind))!.CreateDelegate<HandJudge>(), StringComparer.Ordinal);
    }

    public int Judge(LifeEvent happened, DateOnly today, Dossier?[] room) => _kinds[happened.Kind](happened, today, room);

    private static string Name(int kind) => string.Create(CultureInfo.InvariantCulture, $"Kind{kind}");

    private static Assembly Compile(string source)
    {
        var needed = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll")
            .Append(typeof(LifeEvent).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            string.Create(CultureInfo.InvariantCulture, $"Laws{source.Length}"), [CSharpSyntaxTree.ParseText(source)], needed, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Take(3)));
        }

        assembly.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(assembly);
    }

    private static string Source(Workload workload)
    {
        var text = new StringBuilder("using System; using Par.Benchmarks.Rules; public static class Laws {\n");
        for (var kind = 0; kind < workload.Kinds; kind++)
        {
            text.Append(CultureInfo.InvariantCulture, $"public static int {Name(kind)}(LifeEvent e, DateOnly today, Dossier[] room) {{ var count = 0;\n");
            for (var rule = 0; rule < workload.InAKind; rule++)
            {
                text.Append(CultureInfo.InvariantCulture, $"if ({Name(kind)}Rule{rule}(e, today)) {{ room[count++] = new Dossier(\"{workload.Rules(kind)[rule].Id}\", e.Subject.Id); }}\n");
            }

            text.Append("return count; }\n");
            for (var rule = 0; rule < workload.InAKind; rule++)
            {
                text.Append(CultureInfo.InvariantCulture, $"private static bool {Name(kind)}Rule{rule}(LifeEvent e, DateOnly today) {{ {Body(workload.Rules(kind)[rule])} }}\n");
            }
        }

        return text.Append("}\n").ToString();
    }

    private static string Body(Spec spec) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        if (!({{Age(spec)}})) { return false; }
        {{Exists(spec)}}
        {{(spec.AsksForMother ? $"{Any("People", "x.Id == e.MotherId && x.DateOfBirth.AddYears(16) <= e.RegisteredOn", "mother")}" : "")}}
        {{None(spec)}}
        return true;
        """);

    private static string Age(Spec spec) => (spec.Shape % 3) switch
    {
        0 => $"Checks.Age(e.Subject.DateOfBirth, today) < {spec.Years}",
        1 => $"e.Subject.DateOfBirth.AddYears({spec.Years}) <= today",
        _ => $"e.RegisteredOn.DayNumber - e.Subject.DateOfBirth.DayNumber <= {spec.Years * 365}",
    };

    private static string Exists(Spec spec) => (spec.Shape % 4) switch
    {
        0 => Any("Households", $"x.Id == e.Subject.HouseholdId && x.Size >= {spec.Least}", "joined"),
        1 => Any("People", "x.Id == e.MotherId && x.HouseholdId == e.Subject.HouseholdId", "joined"),
        2 => Any("SchoolRecords", $"x.PersonId == e.Subject.Id && x.Grade >= {spec.Least}", "joined"),
        _ => Any("LandRights", $"x.PersonId == e.Subject.Id && x.Size >= {spec.Least}", "joined"),
    };

    private static string Any(string facts, string test, string name) =>
        $"var {name} = false; foreach (var x in e.{facts}) {{ if ({test}) {{ {name} = true; break; }} }} if (!{name}) {{ return false; }}";

    private static string None(Spec spec) => spec.IsAboutInsurance
        ? "foreach (var x in e.Insurances) { if (x.PersonId == e.Subject.Id && x.ValidFrom <= today && today <= x.ValidTo) { return false; } }"
        : $"foreach (var x in e.Dossiers) {{ if (x.PersonId == e.Subject.Id && x.ClosedOn is null && x.Procedure == \"{spec.Procedure}\") {{ return false; }} }}";
}
