using TypedWs.CompilerServices;

namespace TypedWs.Streams;

/// <summary>
/// Reads what the producer of a stream sends: first its opening, <c>{"token":7,"values":[…]}</c> or <c>[7, […]]</c>, then batches,
/// <c>{"values":[…],"finished":false}</c> or <c>[[…], false]</c>. Belongs to one stream, whose list it fills, so that a batch costs its items and nothing else.
/// </summary>
/// <typeparam name="TItem">The items.</typeparam>
/// <param name="codec">Reads the items.</param>
internal sealed class StreamAnswerCodec<TItem>(ValueCodec<TItem> codec) : ValueCodec<StreamAnswer>
{
    private static readonly MemberTable Opening = new(new Member("token"), new Member("values"));
    private static readonly MemberTable Batch = new(new Member("values"), new Member("finished"));

    /// <summary>Where items go. Emptied first.</summary>
    public List<TItem> Items { get; set; } = [];

    /// <summary>Whether an opening comes next, and no batch.</summary>
    public bool IsOpening { get; set; } = true;

    public override void WriteJson(ref JsonValueWriter writer, StreamAnswer value) => throw new NotSupportedException("EnvelopeWriter writes streams.");

    public override void WriteMessagePack(ref MessagePackValueWriter writer, StreamAnswer value) => throw new NotSupportedException("EnvelopeWriter writes streams.");

    public override StreamAnswer ReadJson(ref JsonValueReader reader)
    {
        Items.Clear();
        byte[]? token = null;
        bool isFinished = false;
        ObjectCursor members = reader.ReadObject(IsOpening ? Opening : Batch);
        while (reader.MoveNext(ref members))
        {
            if (reader.TryReadNull())
                continue;

            if (members.Index == (IsOpening ? 1 : 0))
                ReadItems(ref reader);
            else if (IsOpening)
                token = reader.ReadRaw();
            else
                isFinished = reader.ReadBoolean();
        }

        return new StreamAnswer(token, isFinished);
    }

    public override StreamAnswer ReadMessagePack(ref MessagePackValueReader reader)
    {
        Items.Clear();
        byte[]? token = null;
        bool isFinished = false;
        ObjectCursor members = reader.ReadObject(IsOpening ? Opening : Batch);
        while (reader.MoveNext(ref members))
        {
            if (reader.TryReadNull())
                continue;

            if (members.Index == (IsOpening ? 1 : 0))
                ReadItems(ref reader);
            else if (IsOpening)
                token = reader.ReadRaw().ToArray();
            else
                isFinished = reader.ReadBoolean();
        }

        return new StreamAnswer(token, isFinished);
    }

    private void ReadItems(ref JsonValueReader reader)
    {
        ArrayCursor items = reader.ReadArray();
        while (reader.MoveNext(ref items))
            Items.Add(codec.ReadJson(ref reader));
    }

    private void ReadItems(ref MessagePackValueReader reader)
    {
        ArrayCursor items = reader.ReadArray();
        while (reader.MoveNext(ref items))
            Items.Add(codec.ReadMessagePack(ref reader));
    }
}
