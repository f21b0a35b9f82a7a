using System.Globalization;
using RnnGen.Recording;
using Xunit;

namespace RnnGen.Tests.Recording;

public class TraceCsvTests
{
    [Fact]
    public void Writes_one_row_an_epoch_counting_from_zero()
    {
        using var output = new StringWriter();
        using var trace = new TraceCsv(output);
        trace.Append(0.1261487587582272);
        trace.Append(0.1261392453347989);

        Assert.Equal("epoch,train_loss\n0,0.1261487587582272\n1,0.1261392453347989\n", output.ToString());
    }

    [Fact]
    public void Further_columns_follow_the_loss()
    {
        using var output = new StringWriter();
        using var trace = new TraceCsv(output, "test_loss", "gradient_norm");
        trace.Append(0.5, 0.25, 3);

        Assert.Equal("epoch,train_loss,test_loss,gradient_norm\n0,0.5,0.25,3\n", output.ToString());
    }

    [Fact]
    public void The_culture_and_the_platform_change_nothing()
    {
        using var culture = new ForeignCulture();
        using var output = new StringWriter { NewLine = "\r\n" };
        using var trace = new TraceCsv(output, "further");
        trace.Append(-1234567.5, -1e-7);
        trace.Append(double.NaN, double.NegativeInfinity);

        Assert.Equal("epoch,train_loss,further\n0,-1234567.5,-1E-07\n1,NaN,-Infinity\n", output.ToString());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(1.0 / 3)]
    [InlineData(5e-324)]
    [InlineData(-2.2250738585072014e-308)]
    [InlineData(1.7976931348623157e308)]
    public void Digits_give_the_number_back_to_the_bit(double loss)
    {
        using var output = new StringWriter();
        using var trace = new TraceCsv(output);
        trace.Append(loss);

        var digits = output.ToString().Split('\n')[1].Split(',')[1];
        var readBack = double.Parse(digits, CultureInfo.InvariantCulture);
        Assert.Equal(BitConverter.DoubleToInt64Bits(loss), BitConverter.DoubleToInt64Bits(readBack));
    }

    [Fact]
    public void A_file_is_UTF_8_without_a_byte_order_mark()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var trace = TraceCsv.Create(path, "längd"))
            {
                trace.Append(0.5, 1);
            }

            Assert.Equal("epoch,train_loss,längd\n0,0.5,1\n"u8, File.ReadAllBytes(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Appending_allocates_nothing()
    {
        using var trace = new TraceCsv(new StreamWriter(Stream.Null), "further");
        var loss = Math.Sqrt(0.1);
        trace.Append(loss, loss);

        var before = GC.GetAllocatedBytesForCurrentThread();
        trace.Append(loss, loss);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_file_is_left_alone_if_the_header_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Throws<ArgumentException>(() => TraceCsv.Create(path, "a", "a"));
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    [InlineData("\"a\"")]
    [InlineData("epoch")]
    [InlineData("train_loss")]
    public void A_name_that_would_spoil_the_header_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new TraceCsv(TextWriter.Null, name));

    [Fact]
    public void A_row_has_as_many_numbers_as_the_header()
    {
        using var trace = new TraceCsv(TextWriter.Null, "further");
        Assert.Throws<ArgumentException>(() => trace.Append(0.5));
        Assert.Throws<ArgumentException>(() => trace.Append(0.5, 1, 2));
    }
}
