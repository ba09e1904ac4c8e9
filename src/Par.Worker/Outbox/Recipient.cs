namespace Par.Worker.Outbox;

/// <summary>Whom an outbox row is for, in the words its sender reads.</summary>
internal static class Recipient
{
    /// <summary>The intake of this house: an outcome is the life event of the next rule of a chain.</summary>
    public const string Intake = "intake";

    public const string Province = "province";

    public static string Person(string subject) => $"person/{subject}";

    public static string Officer(string officer) => $"officer/{officer}";

    public static string Agency(string agency) => $"agency/{agency}";

    public static string HeadOfUnit(string agency) => $"agency/{agency}/head-of-unit";

    public static string HeadOfAgency(string agency) => $"agency/{agency}/head-of-agency";
}
