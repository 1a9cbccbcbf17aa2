namespace TypedWs.CompilerServices;

/// <summary>One case, by the codec of its type.</summary>
internal sealed class UnionCase<T, TCase>(ValueCodec<TCase> codec, Discriminator json, Discriminator messagePack)
    : UnionCase<T>(typeof(TCase), json, messagePack)
    where TCase : T
{
    internal override void WriteJson(ref JsonValueWriter writer, T value) => codec.WriteJson(ref writer, (TCase)value!);

    internal override T ReadJson(ref JsonValueReader reader) => codec.ReadJson(ref reader);

    internal override void WriteMessagePack(ref MessagePackValueWriter writer, T value) => codec.WriteMessagePack(ref writer, (TCase)value!);

    internal override T ReadMessagePack(ref MessagePackValueReader reader) => codec.ReadMessagePack(ref reader);
}
