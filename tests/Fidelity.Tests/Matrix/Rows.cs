namespace TypedWs.Fidelity.Tests.Matrix;

/// <summary>The whole matrix.</summary>
internal static class Rows
{
    /// <summary>Which part of the matrix, by name: test cases name their part.</summary>
    internal static IReadOnlyDictionary<string, Func<IEnumerable<Row>>> Parts { get; } = new Dictionary<string, Func<IEnumerable<Row>>>
    {
        ["scalars"] = static () => Scalars.All,
        ["collections of scalars"] = static () => Scalars.All.SelectMany(static element => element.Sequences()),
        ["dictionaries by every key"] = static () => Keys.SelectMany(static key => Scalar(typeof(int)).DictionariesBy(key)),
        ["dictionaries of every scalar"] = static () => Scalars.All.SelectMany(static value => value.DictionariesBy(Scalar(typeof(string)))),
        ["collections of collections"] = static () => Scalar(typeof(int?)).Sequences().SelectMany(static inner => inner.Sequences()),
        ["dictionaries of collections"] = static () => Scalar(typeof(string)).Sequences().SelectMany(static inner => inner.DictionariesBy(Scalar(typeof(Guid)))),
        ["collections of dictionaries"] = static () => Scalar(typeof(bool)).DictionariesBy(Scalar(typeof(long))).SelectMany(static inner => inner.Sequences()),
    };

    private static IEnumerable<Row> Keys => Dictionaries.Keys.Select(Scalar);

    private static Row Scalar(Type type) => Scalars.All.First(row => row.Type == type);
}
