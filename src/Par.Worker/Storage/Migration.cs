using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Par.Worker.Storage;

/// <summary>One step of the work database: <c>0001_work_database.sql</c>. Never edited once merged.</summary>
internal sealed record Migration(int Number, string Name, string Text)
{
    /// <summary>What the journal remembers, so that an edited file is noticed. Line ends do not count.</summary>
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n"))));

    /// <summary>All migrations of this program, in their order.</summary>
    public static IReadOnlyList<Migration> All() =>
        [.. Sql.Under("Storage/Migrations").Select(path => Parse(Path.GetFileName(path), Sql.Read(path)))];

    /// <summary>Reads a file name of the form <c>NNNN_what.sql</c>.</summary>
    public static Migration Parse(string fileName, string text) =>
        fileName.Length > 9 && fileName[4] == '_'
            && int.TryParse(fileName.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Migration(number, Path.GetFileNameWithoutExtension(fileName), text)
            : throw new MigrationException($"'{fileName}' is no name for a migration: write four digits, '_' and what it does, such as 0002_add_absences.sql.");
}
