package dev.perennial.simulator.demo;

import java.util.Map;

/** The phrases of which stories are made; a word in braces stands for a name or a phrase of that bank. */
final class StoryPhrases {

    private StoryPhrases() {}

    static final Map<String, String> BANKS = Map.ofEntries(
            Map.entry(
                    "name",
                    "Mara\nTomas\nElin\nJonas\nIda\nRuben\nNora\nAnton\nLeila\nOskar\nSalma\nHugo\nVera\nMilo\nAya\nCasper"),
            Map.entry(
                    "town",
                    "Alderbrook\nSaltmarsh\nHollow Ford\nGreywick\nLantern Hill\nWest Haven\nThornby\nMillrace"),
            Map.entry(
                    "goal",
                    "the lost bell of the old chapel\na map that nobody had finished\nthe letter that had never arrived\nthe lamp that was said to burn under water\na song of which only half was known\nthe key to the mill\nthe name that had been cut out of every book"),
            Map.entry(
                    "subject",
                    "the river\nthe old lighthouse\nthe winter road\nthe silent orchard\nthe clockmaker's house"),
            Map.entry(
                    "title",
                    "{hero} and {subject}\nwhat {hero} found\nthe long way to {town}\n{subject}, as {hero} told it\nthe year of {subject}"),
            Map.entry(
                    "heading",
                    "{weather} over {town}\na stranger with {thing}\nthe door behind {place}\nwhat {friend} knew\na night at {place}\nthe {animal} again\nbread, salt and {thing}\nthe far side\na question of time\nthe second map\nan honest answer\nbefore {time}"),
            Map.entry(
                    "opening",
                    "In {town} people still speak of {subject}, though few of them agree on how it began. {hero} was there and remembered it this way.\nEverybody in {town} had a story about {subject}, and {hero} had heard them all by the age of nine. None of them was as strange as the true one.\nIt began on an ordinary morning in {town}, with {weather} over the roofs and {hero} thinking about {subject}."),
            Map.entry(
                    "place",
                    "the old bridge\nthe ferry house\nthe market square\nthe edge of the wood\nthe quarry\nthe station\nthe walled garden\nthe boathouse\nthe upper pasture\nthe baker's yard\nthe ruined tower\nthe harbour wall\nthe schoolroom\nthe last house of the village"),
            Map.entry(
                    "weather",
                    "a thin rain\na low red sun\nfog\na dry wind from the east\nthe first snow\nsummer heat\na sky like slate\nclear cold air\nslow thunder\nthe light after a storm"),
            Map.entry(
                    "time", "noon\ndusk\nthe third bell\nmidnight\nthe first frost\nsupper\nthe tide turned\nmorning"),
            Map.entry(
                    "thing",
                    "a brass compass\na loaf wrapped in linen\na tin whistle\na bundle of letters\na blue glass bottle\na coil of rope\na cracked mirror\na wooden bird\na ring of seven keys\na book without a cover\na child's shoe\na folded flag"),
            Map.entry("animal", "grey dog\nheron\nfox\nold mare\njackdaw\nowl\nblack cat\nhare"),
            Map.entry(
                    "person",
                    "a ferryman\na woman with flour on her sleeves\nan old surveyor\na boy with a lantern\nthe postmistress\na travelling tinker\na retired captain\nthe teacher\na shepherd\na girl who counted everything"),
            Map.entry(
                    "feeling",
                    "more tired than afraid\nstrangely calm\nsure for the first time that day\nashamed of having waited\nas light as a child\ncurious in spite of everything\nangry at nobody in particular\nhopeful without a reason"),
            Map.entry(
                    "setting",
                    "{weather} lay over {place} when {hero} arrived.\nBy {time} there was nobody left at {place} but the {animal}.\n{place} looked smaller than it had in all the stories.\nThe path from {place} to {place} was longer than it looked, and {weather} made it longer still.\nAt {place} somebody had left {thing} on the ground, as if to mark the spot.\nThey came to {place} before {time}, and {weather} came with them.\nThere were lights at {place}, which was odd, for nobody had lived there in years.\nFrom {place} one could see all of {town}, with smoke standing straight above it.\n{weather} had changed the colour of everything around {place}.\nAll that week {town} had smelled of {weather}, and {place} most of all."),
            Map.entry(
                    "action",
                    "{hero} took {thing} and set out for {place}.\n{friend} went ahead, stepping only where the ground was dark.\nTogether they carried {thing} as far as {place} and hid it there.\nSomething moved near {place}, and {hero} stood still until it was gone.\n{hero} counted the steps from {place} to the water and wrote the number down.\nThe {animal} followed them to {place} and would go no farther.\nIt took both of them to lift the stone, and under it lay {thing}.\n{hero} knocked three times, waited, and went in without an answer.\nThey lost the path twice and found it again by the sound of water.\n{friend} tied one end of the rope to the post and gave the other to {hero}.\nBefore {time} they had searched every corner of {place}, and half of {town} knew it.\n{hero} ran, slowly at first and then as fast as the road allowed.\nThey waited at {place} until {time}, sharing the last of the bread.\nThe gate was locked, so {hero} climbed the wall and let {friend} in from the other side."),
            Map.entry(
                    "dialogue",
                    "\"If {subject} is what they say it is,\" said {friend}, \"then we are already too late.\"\n\"You have been here before,\" {friend} said. It was not a question.\n\"Tell me again about {goal},\" said {hero}.\n\"Nobody goes to {place} after {time},\" said {friend}.\n\"I dreamt of {subject} last night,\" said {hero}. \"It knew my name.\"\n\"How far is it to {place}?\" asked {friend}.\n\"There is one thing I never told you,\" {hero} said at last.\n\"We could still turn back,\" said {friend}, looking at {thing}.\n\"My grandmother kept {thing} for a night like this,\" said {hero}.\n\"Do you hear that?\" whispered {friend}."),
            Map.entry(
                    "reply",
                    "\"Then let us be late together,\" {hero} answered.\n\"I know,\" came the answer, \"and that is why I came.\"\n\"Ask me after {time},\" said the other.\n\"Some things are only true as long as somebody looks for them.\"\n\"Maybe. But {goal} will not find itself.\"\n\"Everyone in {town} says so, and everyone in {town} is afraid of the dark.\"\n\"Only the wind, and perhaps the {animal}.\"\n\"I would rather be wrong at {place} than right at home.\"\n\"Not tonight,\" said {friend}, and smiled.\n\"It is less a place than a promise.\""),
            Map.entry(
                    "gesture",
                    "{friend} shrugged and picked up {thing}.\nFor a while neither of them spoke.\n{hero} looked away, towards {place}.\nThe {animal} pricked up its ears.\nSomewhere a door closed.\n{friend} laughed, and it sounded like {weather} ending."),
            Map.entry(
                    "meeting",
                    "At {place} they met {person}, who asked for nothing and gave them {thing}.\nThere was {person} waiting by the road, as though they had been expected.\n{person} had seen it too, years ago, and still would not say what it was.\nThey asked {person} the way to {place}, and got a story instead.\n{person} looked long at {thing} before nodding.\nAs they passed {place}, {person} called them by their names.\nWithout {person} they would have walked straight past it.\n{person} told them that {subject} had been quieter in the old days, or people had listened better."),
            Map.entry(
                    "finding",
                    "Behind {place} they found {thing}, and with it the first real trace of {goal}.\nScratched into the wood was a sign that {hero} knew from home.\nThe number {hero} had written down was the number on {thing}.\nIt was not {goal}, not yet, but it pointed the way.\nInside lay a strip of paper that said only: ask at {place}.\n{thing} fitted exactly, as if it had been made for this and nothing else.\nWhat they had taken for a shadow was a door.\nUnder the dust the old letters spelled the name of {town}."),
            Map.entry(
                    "thought",
                    "{hero} felt {feeling}.\nOne can live beside {subject} for a whole life, {hero} thought, and never once look at it.\nThat night {hero} did not sleep, and was {feeling}.\nPerhaps {goal} mattered less than who was walking beside one.\nIt occurred to {hero} that {friend} had never once asked why.\nThe day had been long, and {subject} was longer.\n{hero} was {feeling}, and said so to the {animal}, which kept the secret.\nWhat is lost, {friend} used to say, is only waiting somewhere else."),
            Map.entry(
                    "detail",
                    "The air smelled of iron and apples.\nFar off, a bell counted the hour and got it wrong.\nIt was, in its way, beautiful.\nThe {animal} watched and gave no opinion.\nNothing in {town} would have made a louder silence.\nOnly the smallest sounds were left.\nIt could not have lasted longer than a breath.\n{weather} did the rest.\nThe stones were warm, as if somebody had just been sitting there.\nA light went on at {place} and off again.\nNobody would believe it later, and that did not matter.\n{hero} kept {thing} close.\nThere were footprints, but they led in both directions.\nThe water went on talking to itself."),
            Map.entry(
                    "ending",
                    "When they came back to {town}, {goal} was theirs, and nobody had noticed that they were gone. {hero} put {thing} on the sill, where it still is, and never again spoke of {subject} as of something far away.\nIn the end {goal} turned out to be a small thing, small enough to be carried home in one hand. {hero} gave the other hand to {friend}, and they took the long way back.\nThat is how it was. {subject} is still there for anyone who cares to look, and some evenings, around {time}, so are {hero} and {friend}."));
}
