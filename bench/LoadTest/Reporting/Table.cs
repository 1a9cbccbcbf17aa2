using LoadTest.Contenders;
using LoadTest.Workloads;

namespace LoadTest.Reporting;

/// <summary>The contenders that stand side by side, TypedWs first.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Format">Whose workloads are its rows.</param>
/// <param name="Contenders">Its columns.</param>
internal sealed record Table(string Title, MessageFormat Format, IReadOnlyList<IContender> Contenders)
{
    /// <summary>One for each format; in the last one the transport stands beside sockets without WebSocket.</summary>
    public static IEnumerable<Table> Of(IReadOnlyList<IContender> contenders)
    {
        IContender[] raw = Select(MessageFormat.Raw);
        return
        [
            new Table("MessagePack", MessageFormat.MessagePack, Select(MessageFormat.MessagePack)),
            new Table("JSON", MessageFormat.Json, Select(MessageFormat.Json)),
            new Table("Raw transports", MessageFormat.Raw, raw),
            new Table("The limit: bare TCP", MessageFormat.Tcp, [.. raw.Take(1), .. Select(MessageFormat.Tcp)]),
        ];

        IContender[] Select(MessageFormat format) => [.. contenders.Where(contender => contender.Format == format)];
    }

    public bool Includes(IWorkload workload) => Contenders.Any(contender => contender.Format == Format && workload.Includes(contender));
}
