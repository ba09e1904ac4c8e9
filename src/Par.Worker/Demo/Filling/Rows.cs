using Npgsql;
using NpgsqlTypes;

namespace Par.Worker.Demo.Filling;

/// <summary>Values into a binary COPY, each with the type its column has.</summary>
internal static class Rows
{
    extension(NpgsqlBinaryImporter importer)
    {
        public void Text(string? value)
        {
            if (value is null)
            {
                importer.WriteNull();
            }
            else
            {
                importer.Write(value, NpgsqlDbType.Text);
            }
        }

        public void Day(DateOnly? value)
        {
            if (value is { } day)
            {
                importer.Write(day, NpgsqlDbType.Date);
            }
            else
            {
                importer.WriteNull();
            }
        }

        public void Moment(DateTimeOffset value) => importer.Write(value, NpgsqlDbType.TimestampTz);

        public void Small(int value) => importer.Write((short)value, NpgsqlDbType.Smallint);

        public void Number(decimal value) => importer.Write(value, NpgsqlDbType.Numeric);
    }
}
