namespace Par.Worker.Outbox;

/// <summary>Whom an outbox row is for, in the words its sender reads.</summary>
internal static class Recipient
{
    public const string Province = "province";

    public static string Person(string id) => $"person/{id}";

    /// <summary>Those who are told, by their personal ids; when there are none, the agency, whose officer tells the family.</summary>
    public static IEnumerable<string> Told(IReadOnlyList<string> people, string agency) => people.Count == 0 ? [Agency(agency)] : people.Select(Person);

    public static string Officer(string officer) => $"officer/{officer}";

    public static string Agency(string agency) => $"agency/{agency}";

    public static string HeadOfUnit(string agency) => $"agency/{agency}/head-of-unit";

    public static string HeadOfAgency(string agency) => $"agency/{agency}/head-of-agency";
}
