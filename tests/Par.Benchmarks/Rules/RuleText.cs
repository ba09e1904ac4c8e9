using System.Globalization;
using System.Text;
using Par.Rules.Books;

namespace Par.Benchmarks.Rules;

/// <summary>The workload as rule files and a catalogue.</summary>
internal static class RuleText
{
    private const string Registries =
        """
        source: "made for the benchmark"
        registries:
          population: {title: {vi: Dân cư, en: Population}, schema: population}

        """;

    private const string Entities =
        """
        source: "made for the benchmark"
        entities:
          Person:
            registry: population
            table: person
            key: id
            fields:
              id: {column: id, type: string}
              dateOfBirth: {column: date_of_birth, type: date}
              householdId: {column: household_id, type: string}
            links:
              people: {entity: Person, by: householdId}
              households: {entity: Household, by: id}
              insurances: {entity: HealthInsurance, by: personId}
              schoolRecords: {entity: SchoolRecord, by: personId}
              landRights: {entity: LandRight, by: personId}
              dossiers: {entity: ExistingDossier, by: personId}
          Household:
            registry: population
            table: household
            key: id
            fields: {id: {column: id, type: string}, size: {column: size, type: number}}
          HealthInsurance:
            registry: population
            table: card
            key: id
            fields: {id: {column: id, type: string}, personId: {column: person_id, type: string}, validFrom: {column: valid_from, type: date}, validTo: {column: valid_to, type: date}}
          SchoolRecord:
            registry: population
            table: school_record
            key: id
            fields: {id: {column: id, type: string}, personId: {column: person_id, type: string}, grade: {column: grade, type: number}}
          LandRight:
            registry: population
            table: land_right
            key: id
            fields: {id: {column: id, type: string}, personId: {column: person_id, type: string}, size: {column: size, type: number}}
          ExistingDossier:
            registry: population
            table: dossier
            key: id
            fields: {id: {column: id, type: string}, personId: {column: person_id, type: string}, procedure: {column: procedure, type: string}, closedOn: {column: closed_on, type: date}}

        """;

    private const string Agencies =
        """
        source: "made for the benchmark"
        kinds:
          office: {title: {vi: Cơ quan, en: Office}}
        areas:
          an-khe: {name: An Khê, kind: ward, areaClass: urban}
        agencies:
          - {kind: office, everyArea: true, calendar: plain, code: "H.{n}"}

        """;

    private const string Calendar =
        """
        calendar: plain
        source: "made for the benchmark"
        timeZone: Asia/Ho_Chi_Minh
        sessions: {monday-friday: ["07:30-11:30"]}
        years:
          2026: {version: 1, publishedOn: 2025-12-01}

        """;

    public static List<RuleFile> Files(Workload workload) =>
    [
        new("catalogue/registries.yaml", Registries),
        new("catalogue/entities.yaml", Entities),
        new("catalogue/agencies.yaml", Agencies),
        new("catalogue/calendar.yaml", Calendar),
        new("catalogue/life-events.yaml", LifeEvents(workload)),
        new("catalogue/procedures.yaml", Procedures()),
        .. Enumerable.Range(0, workload.Kinds).SelectMany(kind => workload.Rules(kind).Select(spec => new RuleFile($"rules/{spec.Id}.rule.yaml", Rule(Workload.Kind(kind), spec)))),
    ];

    private static string LifeEvents(Workload workload)
    {
        var text = new StringBuilder("source: \"made for the benchmark\"\nlifeEvents:\n");
        for (var kind = 0; kind < workload.Kinds; kind++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $$$"""
                  {{{Workload.Kind(kind)}}}:
                    registry: population
                    title: {vi: Sự kiện, en: Event}
                    subject: {entity: Person}
                    fields: {registeredOn: {from: body.registeredOn, type: date}, motherId: {from: body.motherId, type: string}}

                """);
        }

        return text.ToString();
    }

    private static string Procedures() => "source: \"made for the benchmark\"\nprocedures:\n" + string.Concat(
        Enumerable.Range(0, 12).Select(shape => string.Create(CultureInfo.InvariantCulture, $"  \"1.{100_000 + shape}\": {{title: {{vi: Thủ tục, en: Procedure}}, status: active}}\n")));

    private static string Rule(string kind, Spec spec) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        rule: {{spec.Id}}
        version: 1
        title: {vi: Hồ sơ, en: Dossier}
        level: 2
        law: [{ref: {vi: Luật, en: Law}, says: {vi: Điều, en: Article}, source: "made for the benchmark", checked: 2026-01-05}]
        inForce: {from: 2024-01-01}
        lawDate: event.registeredOn
        trigger: [{event: {{kind}}, subject: Person}]
        when:
        {{Condition("age", Age(spec), 2)}}{{Condition("joined", Joined(spec), 2)}}{{(spec.AsksForMother ? Condition("mother", "some x in subject.people satisfies x.id = event.motherId and x.dateOfBirth + duration(\"P16Y\") <= event.registeredOn", 2) : "")}}  - none:
        {{Condition("blocked", Blocked(spec), 6)}}open:
          procedure: "{{spec.Procedure}}"
          agency: {kind: office, area: '"an-khe"'}
          once: [subject.id]
          tell: [subject.id]
          deadline: {workingDays: 3, from: event.registeredOn}
          offer: {vi: "Mở hồ sơ?", en: "Open it?"}

        """);

    private static string Age(Spec spec) => (spec.Shape % 3) switch
    {
        0 => $"age(subject.dateOfBirth, today) < {spec.Years}",
        1 => $"subject.dateOfBirth + duration(\"P{spec.Years}Y\") <= today",
        _ => $"event.registeredOn - subject.dateOfBirth <= duration(\"P{spec.Years * 365}D\")",
    };

    private static string Joined(Spec spec) => (spec.Shape % 4) switch
    {
        0 => $"some x in subject.households satisfies x.id = subject.householdId and x.size >= {spec.Least}",
        1 => "some x in subject.people satisfies x.id = event.motherId and x.householdId = subject.householdId",
        2 => $"some x in subject.schoolRecords satisfies x.personId = subject.id and x.grade >= {spec.Least}",
        _ => $"some x in subject.landRights satisfies x.personId = subject.id and x.size >= {spec.Least}",
    };

    private static string Blocked(Spec spec) => spec.IsAboutInsurance
        ? "some x in subject.insurances satisfies x.personId = subject.id and today in [x.validFrom..x.validTo]"
        : $"some x in subject.dossiers satisfies x.personId = subject.id and x.closedOn = null and x.procedure = \"{spec.Procedure}\"";

    private static string Condition(string id, string test, int indent)
    {
        var margin = new string(' ', indent);
        return $"{margin}- id: {id}\n{margin}  if: '{test}'\n{margin}  met: {{vi: Có., en: Met.}}\n{margin}  unmet: {{vi: Không., en: Not met.}}\n";
    }
}
