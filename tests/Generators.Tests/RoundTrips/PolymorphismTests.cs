using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using MessagePack;
using TypedWs.CompilerServices;

namespace TypedWs.Generators.Tests.RoundTrips;

/// <summary>Polymorphic types: as the libraries write them, and discriminators wherever they stand.</summary>
public sealed class PolymorphismTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private static readonly Shape Nested = new Group { Name = "g", Shapes = [new Circle { Radius = 1.5 }, new Group { Shapes = [new Circle()] }] };

    public static TheoryData<string> Animals =>
        ["""{"legs":4}""", """{"kind":1,"barks":true,"legs":4}""", """{"kind":"cat \u003C3","name":"Tom","legs":4}"""];

    [Fact]
    public void Json_IsThatOfSystemTextJson()
    {
        AssertJson(ZooCodecs.Shape, Nested);
        AssertJson<Animal>(ZooCodecs.Animal, new Animal(4));
        AssertJson<Animal>(ZooCodecs.Animal, new Dog(4, true));
        AssertJson<Animal>(ZooCodecs.Animal, new Cat(4, "Tom"));
        AssertJson<Note>(ZooCodecs.Note, new Note { Pitch = 3 });
        AssertJson<Note>(ZooCodecs.Note, new Song { Pitch = 4, Notes = [new Note(), new Song()] });
        AssertJson<Figure>(ZooCodecs.Figure, new Triangle(1, 2));
    }

    [Fact]
    public void MessagePack_OfUnions_IsThatOfMessagePack()
    {
        AssertMessagePack(ZooCodecs.Shape, Nested);
        AssertMessagePack<IVehicle>(ZooCodecs.IVehicle, new Car(5));
        AssertMessagePack<IVehicle>(ZooCodecs.IVehicle, new Bike("b"));
    }

    [Fact]
    public void Json_OfTypesListedForMessagePackAlone_HasTheirNumbers()
    {
        Assert.Equal("""{"$type":0,"doors":5}""", Wire.ToJson<IVehicle>(ZooCodecs.IVehicle, new Car(5)));
        Assert.Equal(new Bike("b"), Wire.FromJson(ZooCodecs.IVehicle, """{"brand":"b","$type":1}"""));
    }

    [Fact]
    public void MessagePack_OfTypesListedForJsonAlone_HasTheirDiscriminators()
    {
        Assert.Equal("""[1,[4,true]]""", Unpack(Wire.ToMessagePack<Animal>(ZooCodecs.Animal, new Dog(4, true))));
        Assert.Equal("""["cat <3",[4,"Tom"]]""", Unpack(Wire.ToMessagePack<Animal>(ZooCodecs.Animal, new Cat(4, "Tom"))));
        Assert.Equal("""[null,[4]]""", Unpack(Wire.ToMessagePack<Animal>(ZooCodecs.Animal, new Animal(4))));
    }

    [Theory]
    [InlineData("[1,[4,true]]", typeof(Dog))]
    [InlineData("""["cat <3",[4,"Tom"]]""", typeof(Cat))]
    [InlineData("[null,[4]]", typeof(Animal))]
    [InlineData("""{"kind":1,"legs":4,"barks":true}""", typeof(Dog))]
    [InlineData("""{"legs":4,"more":{"kind":7},"name":"Tom","kind":"cat <3"}""", typeof(Cat))]
    [InlineData("""{"legs":4}""", typeof(Animal))]
    public void EitherForm_InEitherFormat_IsRead(string text, Type type)
    {
        Animal fromJson = Wire.FromJson(ZooCodecs.Animal, text);
        Animal fromMessagePack = Wire.FromMessagePack(ZooCodecs.Animal, Pack(text));

        Assert.IsType(type, fromJson);
        Assert.Equal(fromJson, fromMessagePack);
    }

    [Theory]
    [InlineData("""{"name":"Tom","\u006bind":"cat \u003c3","legs":4}""")]
    [InlineData("""{"name":"Tom","x":[[{"kind":1}],{}],"legs":4,"kind":"cat <3"}""")]
    public void Discriminator_WhereverAndHowever_IsFound(string json)
        => Assert.Equal(new Cat(4, "Tom"), Wire.FromJson(ZooCodecs.Animal, json));

    [Theory]
    [InlineData("""{"kind":1,"kind":"cat <3","name":"Tom","legs":4}""")]
    [InlineData("""{"kind":1,"legs":4,"kind":1}""")]
    [InlineData("""{"kind":null,"legs":4,"\u006bind":1}""")]
    public void Discriminator_MoreThanOnce_IsRefused(string json)
    {
        PayloadException error = Assert.Throws<PayloadException>(() => Wire.FromJson(ZooCodecs.Animal, json));

        Assert.Equal("expected the discriminator \"kind\" once, but the object repeats it", error.Message);
    }

    [Fact]
    public void Discriminator_MoreThanOnceInAMap_IsRefused()
    {
        PayloadException error = Assert.Throws<PayloadException>(() => Wire.FromMessagePack(
            ZooCodecs.Animal,
            (byte[])[0x82, 0xa4, .. "kind"u8, 1, 0xa4, .. "kind"u8, 1]));

        Assert.Equal("expected the discriminator \"kind\" once, but the object repeats it", error.Message);
    }

    [Theory]
    [InlineData("""{"kind":2,"legs":4}""", "is none of those known here")]
    [InlineData("""{"kind":"topsecret","legs":4}""", "is none of those known here")]
    [InlineData("""{"kind":1.5,"legs":4}""", "is none of those known here")]
    [InlineData("""{"kind":true,"legs":4}""", "expected a string or a number as discriminator, was a boolean")]
    [InlineData("""["cat",[4]]""", "is none of those known here")]
    public void UnknownDiscriminator_IsAnErrorThatDoesNotShowIt(string text, string problem)
    {
        PayloadException json = Assert.Throws<PayloadException>(() => Wire.FromJson(ZooCodecs.Animal, text));
        PayloadException messagePack = Assert.Throws<PayloadException>(() => Wire.FromMessagePack(ZooCodecs.Animal, Pack(text)));

        Assert.Contains(problem, json.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", json.ToString() + messagePack, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingDiscriminator_OfAnAbstractType_IsAnErrorWithPath()
    {
        const string Text = """{"$type":"group","name":null,"shapes":[{"$type":"circle"},{"name":"x"}]}""";
        PayloadException json = Assert.Throws<PayloadException>(() => Wire.FromJson(ZooCodecs.Shape, Text));

        Assert.Equal("shapes[1]: expected an object with the discriminator \"$type\", but it has none", json.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[1,[4,true],5]")]
    public void PairOfAnotherLength_IsRefused(string text)
    {
        Assert.Throws<PayloadException>(() => Wire.FromJson(ZooCodecs.Animal, text));
        Assert.Throws<PayloadException>(() => Wire.FromMessagePack(ZooCodecs.Animal, Pack(text)));
    }

    [Fact]
    public void NestedDeeper_ThanTheLimit_IsRefused()
    {
        StringBuilder json = new();
        for (int i = 0; i < 40; i++)
        {
            json.Append("""{"shapes":[""");
        }

        for (int i = 0; i < 40; i++)
        {
            json.Append("""],"$type":"group"}""");
        }

        PayloadException error = Assert.Throws<PayloadException>(() => Wire.FromJson(ZooCodecs.Shape, json.ToString()));
        Assert.Contains("nested deeper", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":1,"legs":""")]
    [InlineData("""{"legs":4,"kind":1""")]
    public void Truncated_IsMalformed(string json)
        => Assert.Contains("malformed", Assert.Throws<PayloadException>(() => Wire.FromJson(ZooCodecs.Animal, json)).Message, StringComparison.Ordinal);

    [Fact]
    public void ValueOfATypeThatIsNoCase_IsNotWritten()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Wire.ToJson<Figure>(ZooCodecs.Figure, new Pyramid(1, 2, 3)));

        Assert.Contains("Pyramid' is none of its cases", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Wire.ToMessagePack<Figure>(ZooCodecs.Figure, new Pyramid(1, 2, 3)));
    }

    [Fact]
    public void Members_OfPolymorphicTypes_RoundTrip()
    {
        Drawing drawing = new(Nested, null, [new Circle { Radius = 2 }], new Dog(3, true), new Bike("b"), new Song(), new Triangle(1, 2));

        string json = Wire.ToJson(ZooCodecs.Drawing, drawing);
        Assert.Equal(json, Wire.ToJson(ZooCodecs.Drawing, Wire.FromJson(ZooCodecs.Drawing, json)));
        byte[] messagePack = Wire.ToMessagePack(ZooCodecs.Drawing, drawing);
        Assert.Equal(messagePack, Wire.ToMessagePack(ZooCodecs.Drawing, Wire.FromMessagePack(ZooCodecs.Drawing, messagePack)));
    }

    [Theory]
    [MemberData(nameof(Animals))]
    public void Json_OfSystemTextJson_IsRead(string json)
        => Assert.Equal(JsonSerializer.Deserialize<Animal>(json, Json), Wire.FromJson(ZooCodecs.Animal, json));

    private static void AssertJson<T>(ValueCodec<T> codec, T value)
    {
        string json = Wire.ToJson(codec, value);

        Assert.Equal(JsonSerializer.Serialize(value, Json), json);
        Assert.Equal(json, Wire.ToJson(codec, Wire.FromJson(codec, json)));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Json), Json));
    }

    private static void AssertMessagePack<T>(ValueCodec<T> codec, T value)
    {
        byte[] messagePack = Wire.ToMessagePack(codec, value);

        Assert.Equal(MessagePackSerializer.Serialize(value, cancellationToken: TestContext.Current.CancellationToken), messagePack);
        Assert.Equal(messagePack, Wire.ToMessagePack(codec, Wire.FromMessagePack(codec, messagePack)));
        T read = MessagePackSerializer.Deserialize<T>(messagePack, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(messagePack, Wire.ToMessagePack(codec, read));
    }

    private static byte[] Pack(string json) => MessagePackSerializer.ConvertFromJson(json, cancellationToken: TestContext.Current.CancellationToken);

    private static string Unpack(byte[] messagePack)
        => MessagePackSerializer.ConvertToJson(messagePack, cancellationToken: TestContext.Current.CancellationToken);
}
