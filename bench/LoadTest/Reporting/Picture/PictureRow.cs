using LoadTest.Contenders;
using LoadTest.Contenders.Typed;
using LoadTest.Workloads;

namespace LoadTest.Reporting.Picture;

/// <summary>One figure in both formats.</summary>
internal sealed record PictureRow(string Title, PictureBar? MessagePack, PictureBar? Json)
{
    /// <summary>A row for each main figure that TypedWs and a peer of the same format have.</summary>
    public static IEnumerable<PictureRow> Of(Medians medians, IReadOnlyList<IContender> contenders, IReadOnlyList<IWorkload> workloads)
        => from workload in workloads
           from figure in workload.Figures
           where figure.IsMain
           let row = new PictureRow(
               $"{workload.Title}, {figure.Title}",
               Bar(medians, contenders, workload, figure, MessageFormat.MessagePack),
               Bar(medians, contenders, workload, figure, MessageFormat.Json))
           where row.MessagePack is not null || row.Json is not null
           select row;

    private static PictureBar? Bar(Medians medians, IReadOnlyList<IContender> contenders, IWorkload workload, Figure figure, MessageFormat format)
    {
        int index = workload.Figures.Select((one, i) => (one, i)).Single(pair => pair.one == figure).i;
        IContender[] group = [.. contenders.Where(contender => contender.Format == format)];
        TypedContender[] own = [.. group.OfType<TypedContender>()];
        if (own.Length == 0 || Median(own[0]) is not { } value)
            return null;

        double? direct = own.Length > 1 ? Median(own[1]) : null;
        return (from peer in @group
                where peer is not TypedContender
                let median = Median(peer)
                where median is not null
                let directRatio = direct is { } faster ? figure.Compare(faster, median.Value) : (double?)null
                select new PictureBar(figure.Compare(value, median.Value), directRatio, peer.Key[..peer.Key.LastIndexOf('-')]))
            .MinBy(bar => bar.Ratio);

        double? Median(IContender contender) => medians.Median(workload, contender, measurement => measurement.Figures[index]);
    }
}
