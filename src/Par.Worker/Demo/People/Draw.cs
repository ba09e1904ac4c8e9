namespace Par.Worker.Demo.People;

/// <summary>Drawing from a seeded random source.</summary>
internal static class Draw
{
    extension(Random random)
    {
        /// <summary>True in <paramref name="share"/> of the cases.</summary>
        public bool Chance(double share) => random.NextDouble() < share;

        /// <summary>A day between two days, both included.</summary>
        public DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(random.Next(Math.Max(1, to.DayNumber - from.DayNumber + 1)));

        public T Of<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];

        /// <summary>A uuid from the seed, marked as version 4.</summary>
        public Guid Uuid()
        {
            Span<byte> bytes = stackalloc byte[16];
            random.NextBytes(bytes);
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new Guid(bytes, bigEndian: true);
        }
    }
}
