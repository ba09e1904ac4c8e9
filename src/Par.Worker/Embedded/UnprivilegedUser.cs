namespace Par.Worker.Embedded;

/// <summary>PostgreSQL refuses to run as root, so root hands it to an ordinary user.</summary>
internal static class UnprivilegedUser
{
    /// <summary>The user to become, or null when the caller is an ordinary user already.</summary>
    public static string? ToBecome() =>
        !Environment.IsPrivilegedProcess ? null
        : GroupIn("postgres") is not null ? "postgres"
        : GroupIn("nobody") is not null ? "nobody"
        : throw new EmbeddedException("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody': run this as an ordinary user.");

    public static string GroupOf(string user) => GroupIn(user)!;

    private static string? GroupIn(string user) =>
        File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .FirstOrDefault(fields => fields.Length > 3 && fields[0] == user)?[3];
}
