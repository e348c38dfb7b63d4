/** What three invented people tell, and what the programme tells of itself. */
import type { Parts } from "../../src/stages/stories/story.ts";

export const FROM_A_KITCHEN: { readonly own: Parts; readonly english: Parts } = {
  own: [
    "Punova katër javë në kuzhinën e një restoranti të vogël në Bolonjë. Ditën e parë vetëm lava enët dhe qëroja patate. Javën e dytë shefja, zonja Carla, më tregoi si bëhet brumi i freskët: sa miell, sa vezë, sa kohë duhet të pushojë. Javën e tretë tortelinat i mbyllja vetë, dhe ditën e fundit u shërbeva mysafirëve një pjatë që e kisha bërë nga fillimi deri në fund.",
    "Më e vështirë ishte gjuha. Në kuzhinë të gjithë flasin shpejt dhe askush nuk ka kohë të përsërisë. Mësova fjalët e zjarrit, të thikës dhe të kohës para se të mësoja përshëndetjet. E papritur ishte edhe qetësia: pasdite, kur restoranti mbyllet, hamë të gjithë bashkë dhe flasim për gjithçka që shkoi keq, pa u zemëruar. Te ne kjo nuk bëhet, dhe tani e dua edhe në shtëpi.",
    "Shko, edhe nëse ke frikë. Edhe unë kisha frikë natën e parë dhe qava pak. Merr këpucë të mira, një fletore të vogël dhe mos thuaj se ke kuptuar kur nuk ke kuptuar. Pyet përsëri. Pas një jave pyesin ata ty.",
  ],
  english: [
    "I worked for four weeks in the kitchen of a small restaurant in Bologna. On the first day I only washed dishes and peeled potatoes. In the second week the chef, Mrs Carla, showed me how fresh dough is made: how much flour, how many eggs, how long it has to rest. In the third week I closed the tortellini myself, and on the last day I served guests a plate that I had made from beginning to end.",
    "The language was the hardest. In a kitchen everybody talks fast and nobody has time to say it again. I learned the words for fire, knife and time before I learned how to greet. The quiet was a surprise too: in the afternoon, when the restaurant closes, all of us eat together and talk about everything that went wrong, without getting angry. We do not do that at home, and now I want it there too.",
    "Go, even if you are afraid. I was afraid too on the first night and cried a little. Take good shoes, a small notebook, and do not say that you understood when you did not. Ask again. After a week they ask you.",
  ],
};

export const FROM_A_GARAGE: { readonly own: Parts; readonly english: Parts } = {
  own: [
    "Радио сам месец дана у радионици у Марибору, са мајстором Борисом. Прве недеље сам мењао гуме и уље, као у школи. Онда ми је показао како се чита шта мотор јавља кроз рачунар, и како се грешка не брише док се не нађе узрок. На крају сам сам прегледао кочнице на комбију и написао извештај, а он је само проверио и потписао. Такву папирологију код нас нико не тражи, а тамо без ње ауто не излази из радионице.",
    "Мислио сам да ће ми бити тешко због језика, али мајстори се разумеју и рукама. Теже је било устајати у пет ујутру и чекати аутобус по магли. Изненадило ме је што се пауза поштује у минут и што нико не виче, ни кад нешто пође наопако. Једном сам погрешно дотегао точак. Борис је рекао само: скини, погледај, испочетка.",
    "Рекао бих да се пријави и онај ко мисли да нема довољно бодова. Ја сам био последњи на листи. Понеси топлу јакну, научи двадесет речи за алат и питај за све што ти није јасно. Вратио сам се са другачијим рукама.",
  ],
  english: [
    "I worked for a month in a garage in Maribor, with a master called Boris. In the first week I changed tyres and oil, as at school. Then he showed me how to read what an engine reports through the computer, and that an error is not deleted before its cause is found. In the end I checked the brakes of a van by myself and wrote the report, and he only looked it over and signed. Nobody asks for such paperwork at home; there no car leaves the garage without it.",
    "I had thought that the language would be hard, but mechanics understand each other with their hands too. Harder was getting up at five and waiting for the bus in the fog. I was surprised that a break is kept to the minute and that nobody shouts, not even when something goes wrong. Once I tightened a wheel badly. Boris only said: take it off, look, from the beginning.",
    "I would say that even somebody who thinks they have too few points should apply. I was the last one on the list. Take a warm jacket, learn twenty words for tools, and ask about everything that is not clear. I came back with different hands.",
  ],
};

export const FROM_A_SALON: Parts = [
  "I spent four weeks in a hairdresser's salon in Wrocław with a team of five. At first I swept, washed hair and watched. Then Magda, my mentor, let me mix colours: she wrote each recipe into a book with the time it took and how the hair looked a week later. In the last week I coloured and cut by myself, with Magda two steps away, and one customer came back and asked for me by name.",
  "I had expected to stand in a corner. Instead they gave me a key on the third day. That was the hard part too: when somebody trusts you, you cannot be late. I also had to learn to ask the customers questions in English and Polish mixed, and to laugh when I used the wrong word.",
  "Write down everything from the first evening on. I filled two notebooks, and my school uses the recipes now. Do not go for the photographs; go because you will do one thing forty times and then it is yours.",
];

export const NEWS = [
  {
    en: {
      title: "Call 4 is open",
      body: "Learners of all six countries can apply for one month abroad. Nine questions, about twenty minutes, on a phone too.\n\nSchools find posters and lists on their own page.",
    },
    sq: {
      title: "Thirrja 4 është e hapur",
      body: "Nxënësit e të gjashtë vendeve mund të aplikojnë për një muaj jashtë. Nëntë pyetje, rreth njëzet minuta, edhe në telefon.\n\nShkollat gjejnë postera dhe lista në faqen e tyre.",
    },
    "sr-Cyrl": {
      title: "Позив 4 је отворен",
      body: "Ученици из свих шест земаља могу да се пријаве за месец дана у иностранству. Девет питања, двадесетак минута, и на телефону.\n\nШколе плакате и листе налазе на својој страници.",
    },
  },
  {
    en: {
      title: "Teachers met in Dordrecht",
      body: "A dozen teachers spent three days in workshops of the Da Vinci College and wrote down what they would take home. Their notes will stand in the library.",
    },
    sq: {
      title: "Mësuesit u takuan në Dordrecht",
      body: "Një duzinë mësuesish kaluan tri ditë në punishtet e kolegjit Da Vinci dhe shënuan çfarë do të merrnin me vete. Shënimet e tyre do të jenë në bibliotekë.",
    },
  },
] as const;
