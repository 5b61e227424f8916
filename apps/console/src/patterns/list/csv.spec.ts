import { csvFile } from './csv';

it('writes what spreadsheets open with Vietnamese letters, and no formulas', async () => {
  const file = csvFile('a.csv', ['Tên', 'Số'], [['Nguyễn "Văn", A', '2.365'], ['=HYPERLINK("x")', '-5']]);
  const text = await new Promise<string>((resolve) => { const reader = new FileReader(); reader.onload = () => resolve(reader.result as string); reader.readAsText(file); });
  expect(text.replace('\uFEFF', '')).toBe('Tên,Số\r\n"Nguyễn ""Văn"", A",2.365\r\n"\'=HYPERLINK(""x"")",-5\r\n');
});
