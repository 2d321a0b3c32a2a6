BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE answer (
	id CHAR(32) NOT NULL, 
	user_id INTEGER NOT NULL, 
	question_version_id INTEGER NOT NULL, 
	attempt_id CHAR(32), 
	position INTEGER, 
	content JSON NOT NULL, 
	received_at DATETIME NOT NULL, 
	points DOUBLE NOT NULL, 
	outcome VARCHAR(16) NOT NULL, 
	rule TEXT NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (id), 
	CONSTRAINT ck_answer_position_in_attempt CHECK ((attempt_id IS NULL) = (position IS NULL)), 
	CONSTRAINT ck_answer_points_in_range CHECK (points BETWEEN 0 AND 1), 
	CONSTRAINT fk_answer_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_answer_question_version_id FOREIGN KEY(question_version_id) REFERENCES question_version (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_answer_user_id FOREIGN KEY(user_id) REFERENCES user_account (id) ON DELETE RESTRICT
);
INSERT INTO "answer" VALUES('01a22379f3c578a9808438c5f27142cd',2,1,'702a9d72b5b741cbbe138244d931a032',1,'{"type": "chosen", "options": ["right"]}','2026-03-02 09:00:00.000000',1.0,'right','All or nothing: the one right option earns the point.');
INSERT INTO "answer" VALUES('01a22379f3c77c4fb97b87dc8dc7d7b6',2,8,'702a9d72b5b741cbbe138244d931a032',2,'{"type": "ordered", "places": [["lit", 2], ["closed", 3], ["begun", 1]]}','2026-03-02 09:00:00.000000',1.0,'right','The share of items at their right place; a place given to several items counts for none.');
INSERT INTO "answer" VALUES('01a22379f3c8762d928bb054c74e5d6d',2,5,'702a9d72b5b741cbbe138244d931a032',3,'{"type": "typed", "text": "126"}','2026-03-02 09:00:00.000000',0.0,'wrong','All or nothing: any number within the tolerance is right, however its thousands and decimals are marked; the unit may be left out, but must not be another one.');
INSERT INTO "answer" VALUES('01a22379f3c9731dbf5f417ef89c82e9',2,7,'702a9d72b5b741cbbe138244d931a032',4,'{"type": "matched", "pairs": [["begun", "1868"], ["closed", "1990"]]}','2026-03-02 09:00:00.000000',1.0,'right','The share of pairs that are right.');
INSERT INTO "answer" VALUES('01a22379f3ca717c8c8ee00b5b70928b',2,2,'702a9d72b5b741cbbe138244d931a032',5,'{"type": "chosen", "options": ["granite", "red"]}','2026-03-02 09:00:00.000000',1.0,'right','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f3cb71c798187334eab87534',2,6,'702a9d72b5b741cbbe138244d931a032',6,'{"type": "filled", "gaps": [["a", "zebra"], ["b", "zebra"]]}','2026-03-02 09:00:00.000000',0.0,'wrong','The share of gaps that are right. Case, accents, spaces, punctuation and a leading article do not matter.');
INSERT INTO "answer" VALUES('01a22379f3cc71bab9ef312bdbd8b556',2,3,'702a9d72b5b741cbbe138244d931a032',7,'{"type": "verdict", "value": false}','2026-03-02 09:00:00.000000',1.0,'right','All or nothing: the right verdict earns the point.');
INSERT INTO "answer" VALUES('01a22379f3cd790db1e2089281f1cb79',2,4,'702a9d72b5b741cbbe138244d931a032',8,'{"type": "typed", "text": "Arnholm"}','2026-03-02 09:00:00.000000',1.0,'right','All or nothing. Case, accents, spaces, punctuation and a leading article do not matter. Small slips of spelling are forgiven in words, never in digits.');
INSERT INTO "answer" VALUES('01a22379f3d37b17bf96698cd1396cba',2,7,'adb5f058aafc49e1a4e950502ad4cb07',1,'{"type": "matched", "pairs": [["begun", "1868"], ["closed", "1990"]]}','2026-03-03 22:00:00.000000',1.0,'right','The share of pairs that are right.');
INSERT INTO "answer" VALUES('01a22379f3d5761293effb32f178e3a0',2,2,'adb5f058aafc49e1a4e950502ad4cb07',2,'{"type": "chosen", "options": ["brick"]}','2026-03-03 22:00:00.000000',0.0,'wrong','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f3d77fbc9a24f81ab5648b3a',2,8,'adb5f058aafc49e1a4e950502ad4cb07',3,'{"type": "ordered", "places": [["closed", 3], ["lit", 2], ["begun", 1]]}','2026-03-03 22:00:00.000000',1.0,'right','The share of items at their right place; a place given to several items counts for none.');
INSERT INTO "answer" VALUES('01a22379f3d971c0b4d2df910ebaf63d',2,6,'adb5f058aafc49e1a4e950502ad4cb07',4,'{"type": "filled", "gaps": [["a", "zebra"], ["b", "zebra"]]}','2026-03-03 22:00:00.000000',0.0,'wrong','The share of gaps that are right. Case, accents, spaces, punctuation and a leading article do not matter.');
INSERT INTO "answer" VALUES('01a22379f3e27c58bd1304d482634c5d',3,1,'740deaaef29543e1b666cb8f76014a2b',1,'{"type": "chosen", "options": ["other"]}','2026-03-03 22:00:00.000000',0.0,'wrong','All or nothing: the one right option earns the point.');
INSERT INTO "answer" VALUES('01a22379f3e37337a9aaa2e72fe96c78',3,2,'740deaaef29543e1b666cb8f76014a2b',3,'{"type": "chosen", "options": ["keeper"]}','2026-03-03 22:00:00.000000',0.0,'wrong','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f3e478c5bcc9935b85c082e4',3,6,'740deaaef29543e1b666cb8f76014a2b',5,'{"type": "filled", "gaps": [["a", "zebra"], ["b", "zebra"]]}','2026-03-03 22:00:00.000000',0.0,'wrong','The share of gaps that are right. Case, accents, spaces, punctuation and a leading article do not matter.');
INSERT INTO "answer" VALUES('01a22379f3e57be696b0ae13c68654e5',3,3,'740deaaef29543e1b666cb8f76014a2b',7,'{"type": "verdict", "value": true}','2026-03-03 22:00:00.000000',0.0,'wrong','All or nothing: the right verdict earns the point.');
INSERT INTO "answer" VALUES('01a22379f3eb7210af7664019d84966d',2,5,NULL,NULL,'{"type": "typed", "text": "42"}','2026-03-04 07:00:00.000000',1.0,'right','All or nothing: any number within the tolerance is right, however its thousands and decimals are marked; the unit may be left out, but must not be another one.');
INSERT INTO "answer" VALUES('01a22379f4157969a566edefae887993',2,1,NULL,NULL,'{"type": "chosen", "options": ["place"]}','2026-03-04 07:07:00.000000',0.0,'wrong','All or nothing: the one right option earns the point.');
INSERT INTO "answer" VALUES('01a22379f41f7658b2c98b204a17ef64',2,3,NULL,NULL,'{"type": "verdict", "value": false}','2026-03-04 07:14:00.000000',1.0,'right','All or nothing: the right verdict earns the point.');
INSERT INTO "answer" VALUES('01a22379f4287908b46e837980711aa4',2,4,NULL,NULL,'{"type": "blank"}','2026-03-04 07:21:00.000000',0.0,'blank','All or nothing. Case, accents, spaces, punctuation and a leading article do not matter. Small slips of spelling are forgiven in words, never in digits.');
INSERT INTO "answer" VALUES('01a22379f43071388365469a62e0db64',2,2,NULL,NULL,'{"type": "chosen", "options": ["red", "granite"]}','2026-03-04 07:28:00.000000',1.0,'right','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f43976f7a6b218118f077233',2,6,NULL,NULL,'{"type": "filled", "gaps": [["a", "granite"], ["b", "red"]]}','2026-03-04 07:35:00.000000',1.0,'right','The share of gaps that are right. Case, accents, spaces, punctuation and a leading article do not matter.');
INSERT INTO "answer" VALUES('01a22379f4497de59bf280e2b7516fde',2,6,NULL,NULL,'{"type": "filled", "gaps": [["a", "granite"], ["b", "red"]]}','2026-03-07 07:42:00.000000',1.0,'right','The share of gaps that are right. Case, accents, spaces, punctuation and a leading article do not matter.');
INSERT INTO "answer" VALUES('01a22379f45079f48ecc42a9c60421cc',2,1,NULL,NULL,'{"type": "chosen", "options": ["right"]}','2026-03-07 07:49:00.000000',1.0,'right','All or nothing: the one right option earns the point.');
INSERT INTO "answer" VALUES('01a22379f4577255a9a18b0d4245c475',2,5,NULL,NULL,'{"type": "typed", "text": "126"}','2026-03-07 07:56:00.000000',0.0,'wrong','All or nothing: any number within the tolerance is right, however its thousands and decimals are marked; the unit may be left out, but must not be another one.');
INSERT INTO "answer" VALUES('01a22379f45d799ebb8fdc3a3503d8cd',2,4,NULL,NULL,'{"type": "typed", "text": "Arnholm"}','2026-03-07 08:03:00.000000',1.0,'right','All or nothing. Case, accents, spaces, punctuation and a leading article do not matter. Small slips of spelling are forgiven in words, never in digits.');
INSERT INTO "answer" VALUES('01a22379f46372e19b542a009818f666',2,2,NULL,NULL,'{"type": "chosen", "options": ["granite", "red"]}','2026-03-07 08:10:00.000000',1.0,'right','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f46b78dbae03dc1015450a00',3,1,NULL,NULL,'{"type": "chosen", "options": ["right"]}','2026-03-07 08:17:00.000000',1.0,'right','All or nothing: the one right option earns the point.');
INSERT INTO "answer" VALUES('01a22379f472704ab02ec23f2de0c7be',3,2,NULL,NULL,'{"type": "chosen", "options": ["brick"]}','2026-03-07 08:24:00.000000',0.0,'wrong','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f4787c499c478bb4bbbfd2cc',3,6,NULL,NULL,'{"type": "filled", "gaps": [["a", "granite"], ["b", "red"]]}','2026-03-07 08:31:00.000000',1.0,'right','The share of gaps that are right. Case, accents, spaces, punctuation and a leading article do not matter.');
INSERT INTO "answer" VALUES('01a22379f47e7c4996b22a3ef2ff3293',3,3,NULL,NULL,'{"type": "verdict", "value": true}','2026-03-07 08:38:00.000000',0.0,'wrong','All or nothing: the right verdict earns the point.');
INSERT INTO "answer" VALUES('01a22379f4857f8a9e96232e3a53f0e2',3,2,NULL,NULL,'{"type": "chosen", "options": ["red", "granite"]}','2026-03-07 08:45:00.000000',1.0,'right','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f48b727287bd8a27e80b11d8',3,1,NULL,NULL,'{"type": "chosen", "options": ["place"]}','2026-03-07 08:52:00.000000',0.0,'wrong','All or nothing: the one right option earns the point.');
INSERT INTO "answer" VALUES('01a22379f4a07283bc7c997ed20d4051',3,7,'a07834af05fe45c7ab39f6ad7f50ab8e',1,'{"type": "matched", "pairs": [["begun", "1868"], ["closed", "1990"]]}','2026-03-07 08:59:00.000000',1.0,'right','The share of pairs that are right.');
INSERT INTO "answer" VALUES('01a22379f4a17437b9c4b0afdd6ea7fc',3,2,'a07834af05fe45c7ab39f6ad7f50ab8e',2,'{"type": "chosen", "options": ["granite", "red"]}','2026-03-07 08:59:00.000000',1.0,'right','Right ticks minus wrong ticks, divided by the number of right options, and never below 0.');
INSERT INTO "answer" VALUES('01a22379f4a276028d58686b4544db35',3,8,'a07834af05fe45c7ab39f6ad7f50ab8e',3,'{"type": "ordered", "places": [["begun", 1], ["closed", 3], ["lit", 2]]}','2026-03-07 08:59:00.000000',1.0,'right','The share of items at their right place; a place given to several items counts for none.');
INSERT INTO "answer" VALUES('01a22379f4a37fbfa56032cbd6e7ebea',3,1,'a07834af05fe45c7ab39f6ad7f50ab8e',4,'{"type": "chosen", "options": ["right"]}','2026-03-07 08:59:00.000000',1.0,'right','All or nothing: the one right option earns the point.');
INSERT INTO "answer" VALUES('01a22379f4a477928805673543546ea6',3,5,'a07834af05fe45c7ab39f6ad7f50ab8e',5,'{"type": "typed", "text": "42"}','2026-03-07 08:59:00.000000',1.0,'right','All or nothing: any number within the tolerance is right, however its thousands and decimals are marked; the unit may be left out, but must not be another one.');
INSERT INTO "answer" VALUES('01a22379f4ce748aa5e2ed537abd57e5',6,8,'157c3007c9b74fb1af865e0d5f85a5ad',1,'{"type": "ordered", "places": [["begun", 1], ["closed", 3], ["lit", 2]]}','2026-03-07 08:59:00.000000',1.0,'right','The share of items at their right place; a place given to several items counts for none.');
INSERT INTO "answer" VALUES('01a22379f9947802a273757596c3aab4',2,13,'d3c4bf5b04824c368fcc58c317c7143b',1,'{"type": "verdict", "value": true}','2026-03-07 11:02:00.000000',1.0,'right','All or nothing: the right verdict earns the point.');
INSERT INTO "answer" VALUES('01a22379f99575c392d43c309fcf84fa',2,14,'d3c4bf5b04824c368fcc58c317c7143b',2,'{"type": "typed", "text": "312"}','2026-03-07 11:02:00.000000',1.0,'right','All or nothing: any number within the tolerance is right, however its thousands and decimals are marked; the unit may be left out, but must not be another one.');
INSERT INTO "answer" VALUES('01a22379f996753fa442e117b07f00f0',2,12,'d3c4bf5b04824c368fcc58c317c7143b',3,'{"type": "verdict", "value": true}','2026-03-07 11:02:00.000000',1.0,'right','All or nothing: the right verdict earns the point.');
CREATE TABLE attempt (
	id CHAR(32) NOT NULL, 
	user_id INTEGER NOT NULL, 
	bank_id INTEGER NOT NULL, 
	layout VARCHAR(8) NOT NULL, 
	settings JSON NOT NULL, 
	length INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	finished_at DATETIME, 
	CONSTRAINT pk_attempt PRIMARY KEY (id), 
	CONSTRAINT ck_attempt_layout_known CHECK (layout IN ('page', 'single')), 
	CONSTRAINT fk_attempt_bank_id FOREIGN KEY(bank_id) REFERENCES bank (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_attempt_user_id FOREIGN KEY(user_id) REFERENCES user_account (id) ON DELETE RESTRICT
);
INSERT INTO "attempt" VALUES('702a9d72b5b741cbbe138244d931a032',2,1,'page','{"length": 20, "topics": [], "fact": ""}',8,'2026-03-02 09:00:00.000000','2026-03-02 09:00:00.000000');
INSERT INTO "attempt" VALUES('adb5f058aafc49e1a4e950502ad4cb07',2,1,'single','{"length": 20, "topics": [], "fact": ""}',8,'2026-03-03 22:00:00.000000',NULL);
INSERT INTO "attempt" VALUES('740deaaef29543e1b666cb8f76014a2b',3,1,'page','{"length": 20, "topics": [], "fact": ""}',8,'2026-03-03 22:00:00.000000','2026-03-03 22:00:00.000000');
INSERT INTO "attempt" VALUES('a07834af05fe45c7ab39f6ad7f50ab8e',3,1,'page','{"length": 5, "topics": [], "fact": ""}',5,'2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000');
INSERT INTO "attempt" VALUES('157c3007c9b74fb1af865e0d5f85a5ad',6,1,'page','{"length": 5, "topics": [], "fact": ""}',5,'2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000');
INSERT INTO "attempt" VALUES('d3c4bf5b04824c368fcc58c317c7143b',2,2,'page','{"length": 5, "topics": [], "fact": ""}',3,'2026-03-07 11:02:00.000000','2026-03-07 11:02:00.000000');
INSERT INTO "attempt" VALUES('e662136730cf4f8680c87a01ee4ab0ca',3,1,'single','{"length": 5, "topics": [], "fact": ""}',5,'2026-03-07 11:02:00.000000',NULL);
CREATE TABLE attempt_question (
	attempt_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	question_version_id INTEGER NOT NULL, 
	CONSTRAINT pk_attempt_question PRIMARY KEY (attempt_id, position), 
	CONSTRAINT fk_attempt_question_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempt (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_attempt_question_question_version_id FOREIGN KEY(question_version_id) REFERENCES question_version (id) ON DELETE RESTRICT
);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',1,1);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',2,8);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',3,5);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',4,7);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',5,2);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',6,6);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',7,3);
INSERT INTO "attempt_question" VALUES('702a9d72b5b741cbbe138244d931a032',8,4);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',1,7);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',2,2);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',3,8);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',4,6);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',5,1);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',6,4);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',7,5);
INSERT INTO "attempt_question" VALUES('adb5f058aafc49e1a4e950502ad4cb07',8,3);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',1,1);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',2,7);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',3,2);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',4,8);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',5,6);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',6,5);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',7,3);
INSERT INTO "attempt_question" VALUES('740deaaef29543e1b666cb8f76014a2b',8,4);
INSERT INTO "attempt_question" VALUES('a07834af05fe45c7ab39f6ad7f50ab8e',1,7);
INSERT INTO "attempt_question" VALUES('a07834af05fe45c7ab39f6ad7f50ab8e',2,2);
INSERT INTO "attempt_question" VALUES('a07834af05fe45c7ab39f6ad7f50ab8e',3,8);
INSERT INTO "attempt_question" VALUES('a07834af05fe45c7ab39f6ad7f50ab8e',4,1);
INSERT INTO "attempt_question" VALUES('a07834af05fe45c7ab39f6ad7f50ab8e',5,5);
INSERT INTO "attempt_question" VALUES('157c3007c9b74fb1af865e0d5f85a5ad',1,8);
INSERT INTO "attempt_question" VALUES('157c3007c9b74fb1af865e0d5f85a5ad',2,3);
INSERT INTO "attempt_question" VALUES('157c3007c9b74fb1af865e0d5f85a5ad',3,7);
INSERT INTO "attempt_question" VALUES('157c3007c9b74fb1af865e0d5f85a5ad',4,1);
INSERT INTO "attempt_question" VALUES('157c3007c9b74fb1af865e0d5f85a5ad',5,6);
INSERT INTO "attempt_question" VALUES('d3c4bf5b04824c368fcc58c317c7143b',1,13);
INSERT INTO "attempt_question" VALUES('d3c4bf5b04824c368fcc58c317c7143b',2,14);
INSERT INTO "attempt_question" VALUES('d3c4bf5b04824c368fcc58c317c7143b',3,12);
INSERT INTO "attempt_question" VALUES('e662136730cf4f8680c87a01ee4ab0ca',1,7);
INSERT INTO "attempt_question" VALUES('e662136730cf4f8680c87a01ee4ab0ca',2,6);
INSERT INTO "attempt_question" VALUES('e662136730cf4f8680c87a01ee4ab0ca',3,8);
INSERT INTO "attempt_question" VALUES('e662136730cf4f8680c87a01ee4ab0ca',4,3);
INSERT INTO "attempt_question" VALUES('e662136730cf4f8680c87a01ee4ab0ca',5,11);
CREATE TABLE "bank" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	slug VARCHAR(120) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	description TEXT NOT NULL, 
	license VARCHAR(200) NOT NULL, 
	loaded_hash VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT uq_bank_slug UNIQUE (slug)
);
INSERT INTO "bank" VALUES(1,'arnholm','Arnholm','en','A lighthouse and its years.','CC0','2','2026-03-02 09:00:00.000000','2026-03-07 10:59:00.000000');
INSERT INTO "bank" VALUES(2,'rivers','Rivers','en','','','','2026-03-07 10:59:00.000000','2026-03-07 10:59:00.000000');
CREATE TABLE draft (
	question_id INTEGER NOT NULL, 
	drafting_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	features JSON NOT NULL, 
	decision VARCHAR(16), 
	version_id INTEGER, 
	decided_by INTEGER, 
	decided_at DATETIME, vouched JSON, 
	CONSTRAINT pk_draft PRIMARY KEY (question_id), 
	CONSTRAINT ck_draft_decision_known CHECK (decision IN ('accepted', 'edited', 'rejected')), 
	CONSTRAINT fk_draft_decided_by FOREIGN KEY(decided_by) REFERENCES user_account (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_draft_drafting_id FOREIGN KEY(drafting_id) REFERENCES drafting (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_draft_question_id FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_draft_version_id FOREIGN KEY(version_id) REFERENCES question_version (id) ON DELETE RESTRICT
);
INSERT INTO "draft" VALUES(10,1,0,'{"form:true_false": 1.0, "stem-words": 0.3333, "stem-names": 0.5, "stem-year": 1.0, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "sentence": 1.0, "statement-words": 0.25, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.2, "stem-in-evidence": 0.8571, "position": 0.739, "stem-in-title": 0.5}','accepted',12,4,'2026-03-07 11:02:00.000000','[19]');
INSERT INTO "draft" VALUES(11,1,1,'{"form:true_false": 1.0, "stem-words": 0.4667, "stem-names": 0.5, "stem-year": 1.0, "stem-commas": 0.25, "kind:quantity": 1.0, "key-words": 0.2, "key-digit": 1.0, "sentence": 1.0, "statement-words": 0.35, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 1.0, "position": 0.522, "stem-in-title": 0.5}','accepted',13,4,'2026-03-07 11:02:00.000000','[18]');
INSERT INTO "draft" VALUES(12,1,2,'{"form:numeric": 1.0, "opening:how-many": 1.0, "stem-words": 0.3, "stem-names": 0.25, "kind:quantity": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.175, "statement-definites": 0.25, "title-said": 1.0, "evidence-words": 0.175, "stem-in-evidence": 0.75, "position": 0.8836, "stem-in-title": 1.0}','accepted',14,4,'2026-03-07 11:02:00.000000','[20]');
INSERT INTO "draft" VALUES(13,1,3,'{"form:numeric": 1.0, "opening:how-many": 1.0, "stem-words": 0.3333, "stem-names": 0.25, "kind:quantity": 1.0, "key-words": 0.2, "key-digit": 1.0, "statement-words": 0.225, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 0.8333, "position": 0.2987, "stem-in-title": 0.5}','rejected',15,4,'2026-03-07 11:02:00.000000',NULL);
INSERT INTO "draft" VALUES(14,1,4,'{"form:cloze": 1.0, "stem-words": 0.3333, "stem-names": 0.5, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.275, "statement-definites": 0.25, "title-silent": 1.0, "evidence-words": 0.275, "stem-in-evidence": 1.0, "position": 0.1195}','rejected',16,4,'2026-03-07 11:02:00.000000',NULL);
INSERT INTO "draft" VALUES(15,1,5,'{"form:true_false": 1.0, "stem-words": 0.3, "stem-names": 0.25, "stem-year": 1.0, "verdict:false": 1.0, "false:date": 1.0, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.225, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 0.8, "position": 0.2987, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(16,1,6,'{"form:cloze": 1.0, "stem-words": 0.3, "stem-names": 0.5, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "sentence": 1.0, "statement-words": 0.25, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.2, "stem-in-evidence": 0.8333, "position": 0.739, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(17,1,7,'{"form:multiple_choice": 1.0, "opening:which": 1.0, "stem-words": 0.6, "stem-names": 0.5, "stem-year": 1.0, "distractors": 1.0, "choice:quantity": 1.0, "kind:quantity": 1.0, "key-words": 0.2, "key-digit": 1.0, "sentence": 1.0, "statement-words": 0.35, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 0.7778, "position": 0.522, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(18,1,8,'{"form:true_false": 1.0, "stem-words": 0.2333, "stem-names": 0.25, "kind:quantity": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.175, "statement-definites": 0.25, "title-said": 1.0, "evidence-words": 0.175, "stem-in-evidence": 1.0, "position": 0.8836, "stem-in-title": 1.0}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(19,1,9,'{"form:short_answer": 1.0, "opening:when": 1.0, "stem-words": 0.4, "stem-names": 0.5, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.275, "statement-definites": 0.25, "title-silent": 1.0, "evidence-words": 0.275, "stem-in-evidence": 0.8333, "position": 0.1195}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(20,1,10,'{"form:cloze": 1.0, "stem-words": 0.2667, "stem-names": 0.25, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.225, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 1.0, "position": 0.2987, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(21,1,11,'{"form:flashcard": 1.0, "opening:how-many": 1.0, "stem-words": 0.3333, "stem-names": 0.25, "kind:quantity": 1.0, "key-words": 0.2, "key-digit": 1.0, "statement-words": 0.225, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 0.8333, "position": 0.2987, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(22,1,12,'{"form:cloze": 1.0, "stem-words": 0.2, "stem-short": 1.0, "stem-names": 0.25, "kind:quantity": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.175, "statement-definites": 0.25, "title-said": 1.0, "evidence-words": 0.175, "stem-in-evidence": 1.0, "position": 0.8836, "stem-in-title": 1.0}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(23,1,13,'{"form:true_false": 1.0, "stem-words": 0.3667, "stem-names": 0.5, "stem-year": 1.0, "verdict:false": 1.0, "false:date": 1.0, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.275, "statement-definites": 0.25, "title-silent": 1.0, "evidence-words": 0.275, "stem-in-evidence": 0.8333, "position": 0.1195}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(24,1,14,'{"form:multiple_choice": 1.0, "opening:which": 1.0, "stem-words": 0.5, "stem-names": 0.5, "distractors": 1.0, "choice:date": 1.0, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "sentence": 1.0, "statement-words": 0.25, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.2, "stem-in-evidence": 0.625, "position": 0.739, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(25,1,15,'{"form:short_answer": 1.0, "opening:when": 1.0, "stem-words": 0.3333, "stem-names": 0.25, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.225, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 0.8, "position": 0.2987, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(26,1,16,'{"form:multiple_choice": 1.0, "opening:how-many": 1.0, "stem-words": 0.3, "stem-names": 0.25, "distractors": 1.0, "choice:quantity": 1.0, "kind:quantity": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.175, "statement-definites": 0.25, "title-said": 1.0, "evidence-words": 0.175, "stem-in-evidence": 0.75, "position": 0.8836, "stem-in-title": 1.0}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(27,1,17,'{"form:multiple_choice": 1.0, "opening:how-many": 1.0, "stem-words": 0.3333, "stem-names": 0.25, "distractors": 1.0, "choice:quantity": 1.0, "kind:quantity": 1.0, "key-words": 0.2, "key-digit": 1.0, "statement-words": 0.225, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "stem-in-evidence": 0.8333, "position": 0.2987, "stem-in-title": 0.5}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(28,1,18,'{"form:multiple_choice": 1.0, "opening:when": 1.0, "stem-words": 0.4, "stem-names": 0.5, "distractors": 1.0, "choice:date": 1.0, "kind:date": 1.0, "key-words": 0.1, "key-digit": 1.0, "statement-words": 0.275, "statement-definites": 0.25, "title-silent": 1.0, "evidence-words": 0.275, "stem-in-evidence": 0.8333, "position": 0.1195}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(29,1,19,'{"form:matching": 1.0, "opening:other": 1.0, "stem-words": 0.2, "stem-short": 1.0, "stem-nameless": 1.0, "kind:date": 1.0, "sentence": 1.0, "statement-words": 0.25, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.2, "position": 0.739}',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "draft" VALUES(30,1,20,'{"form:ordering": 1.0, "opening:other": 1.0, "stem-words": 0.3333, "stem-nameless": 1.0, "stem-commas": 0.25, "kind:date": 1.0, "statement-words": 0.225, "statement-definites": 0.25, "title-said": 0.5, "evidence-words": 0.35, "position": 0.2987}',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE drafting (
	id INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	content JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_drafting PRIMARY KEY (id), 
	CONSTRAINT fk_drafting_author_id FOREIGN KEY(author_id) REFERENCES user_account (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_drafting_source_id FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_drafting_source_id UNIQUE (source_id)
);
INSERT INTO "drafting" VALUES(1,2,4,'{"held": [{"question": {"id": "in-march-2024-the-council-of-4-500-euros-75193.cloze", "kind": "cloze", "topic": "kessin-and-its-harbour", "stem": "Fill the gap.", "text": "In March 2024 the council of Kessin paid {{1}} euros for a new lamp.", "gaps": [{"id": "1", "accepted": ["4,500", "4500", "4,500 euros"], "fact": "in-march-2024-the-council-of-4-500-euros-75193"}], "typos": true, "explanation": "In March 2024 the council of Kessin paid 4,500 euros for a new lamp.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "key", "text": "The question gives away its answer, \u201c4,500 euros\u201d.", "field": "stem", "remedy": "Ask without the words of the answer."}]}, {"question": {"id": "in-march-2024-the-council-of-4-500-euros-75193.false", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "In March 2024 the council of Kessin paid 3,000 euros for a new lamp.", "fact": "in-march-2024-the-council-of-4-500-euros-75193", "key": false, "correction": "4,500 euros", "explanation": "In March 2024 the council of Kessin paid 4,500 euros for a new lamp.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "balance", "text": "The bank has enough of its kind: true and false sentences are in balance.", "field": "", "remedy": ""}]}, {"question": {"id": "the-bridge-of-torgau-1995-daae2.card", "kind": "flashcard", "topic": "kessin-and-its-harbour", "stem": "In which year was the bridge of Torgau opened by Helga Brandt?", "fact": "the-bridge-of-torgau-1995-daae2", "back": "1995", "explanation": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "enough", "text": "The fact has 4 better questions already.", "field": "", "remedy": ""}]}, {"question": {"id": "the-bridge-of-torgau-1995-daae2.true", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "fact": "the-bridge-of-torgau-1995-daae2", "key": true, "correction": "", "explanation": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "balance", "text": "The bank has enough of its kind: true and false sentences are in balance.", "field": "", "remedy": ""}]}, {"question": {"id": "the-harbour-of-kessin-312-a7d01.card", "kind": "flashcard", "topic": "kessin-and-its-harbour", "stem": "How many berths does the harbour of Kessin have?", "fact": "the-harbour-of-kessin-312-a7d01", "back": "312", "explanation": "The harbour of Kessin has 312 berths.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "enough", "text": "The fact has 4 better questions already.", "field": "", "remedy": ""}]}, {"question": {"id": "the-harbour-of-kessin-312-a7d01.false", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The harbour of Kessin has 232 berths.", "fact": "the-harbour-of-kessin-312-a7d01", "key": false, "correction": "312", "explanation": "The harbour of Kessin has 312 berths.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "balance", "text": "The bank has enough of its kind: true and false sentences are in balance.", "field": "", "remedy": ""}]}, {"question": {"id": "the-new-lighthouse-of-kessin-1902-59f94.card", "kind": "flashcard", "topic": "kessin-and-its-harbour", "stem": "In which year was the new lighthouse of Kessin built?", "fact": "the-new-lighthouse-of-kessin-1902-59f94", "back": "1902", "explanation": "The new lighthouse of Kessin was built in 1902.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "enough", "text": "The fact has 4 better questions already.", "field": "", "remedy": ""}]}, {"question": {"id": "the-new-lighthouse-of-kessin-1902-59f94.true", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The new lighthouse of Kessin was built in 1902.", "fact": "the-new-lighthouse-of-kessin-1902-59f94", "key": true, "correction": "", "explanation": "The new lighthouse of Kessin was built in 1902.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "balance", "text": "The bank has enough of its kind: true and false sentences are in balance.", "field": "", "remedy": ""}]}, {"question": {"id": "the-new-lighthouse-of-kessin-61-metres-505c8.cloze", "kind": "cloze", "topic": "kessin-and-its-harbour", "stem": "Fill the gap.", "text": "The new lighthouse of Kessin is {{1}} metres tall.", "gaps": [{"id": "1", "accepted": ["61", "61 metres"], "fact": "the-new-lighthouse-of-kessin-61-metres-505c8"}], "typos": true, "explanation": "The new lighthouse of Kessin is 61 metres tall.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "key", "text": "The question gives away its answer, \u201c61 metres\u201d.", "field": "stem", "remedy": "Ask without the words of the answer."}]}, {"question": {"id": "the-new-lighthouse-of-kessin-61-metres-505c8.true", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The new lighthouse of Kessin is 61 metres tall.", "fact": "the-new-lighthouse-of-kessin-61-metres-505c8", "key": true, "correction": "", "explanation": "The new lighthouse of Kessin is 61 metres tall.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "balance", "text": "The bank has enough of its kind: true and false sentences are in balance.", "field": "", "remedy": ""}]}, {"question": {"id": "the-new-lighthouse-of-kessin-1902-59f94.choice", "kind": "multiple_choice", "topic": "kessin-and-its-harbour", "stem": "In which year was the new lighthouse of Kessin built?", "fact": "the-new-lighthouse-of-kessin-1902-59f94", "options": [{"id": "a", "text": "1878", "fact": ""}, {"id": "b", "text": "1889", "fact": ""}, {"id": "c", "text": "1902", "fact": "the-new-lighthouse-of-kessin-1902-59f94"}, {"id": "d", "text": "1895", "fact": ""}], "key": "c", "explanation": "The new lighthouse of Kessin was built in 1902.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "sentence", "text": "The sentence has enough better questions already.", "field": "", "remedy": ""}]}, {"question": {"id": "the-new-lighthouse-of-kessin-61-metres-505c8.false", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The new lighthouse of Kessin is 46 metres tall.", "fact": "the-new-lighthouse-of-kessin-61-metres-505c8", "key": false, "correction": "61 metres", "explanation": "The new lighthouse of Kessin is 61 metres tall.", "status": "draft", "origin": "engine"}, "reasons": [{"code": "sentence", "text": "The sentence has enough better questions already.", "field": "", "remedy": ""}]}], "conflicts": [], "problems": [], "left_out": [], "known": 0}','2026-03-07 10:59:00.000000');
CREATE TABLE "fact" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	bank_id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	slug VARCHAR(120) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	position INTEGER NOT NULL, 
	loaded_fingerprint VARCHAR(64) NOT NULL, 
	CONSTRAINT ck_fact_status_known CHECK (status IN ('draft', 'approved', 'superseded', 'retired')), 
	CONSTRAINT fk_fact_bank_id FOREIGN KEY(bank_id) REFERENCES bank (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fact_topic_id FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_fact_bank_id_slug UNIQUE (bank_id, slug)
);
INSERT INTO "fact" VALUES(1,1,1,'place','approved',0,'b6fac9b3b8c58d37ac5e3c18ad090e3428e39d4c/approved');
INSERT INTO "fact" VALUES(2,1,1,'keeper','approved',1,'b1b452824b883d651a4e0fdc3a300fe129cc570b/approved');
INSERT INTO "fact" VALUES(3,1,1,'height','approved',2,'6fcd0110635dce8e5c79650e41a4e419a68ac64c/approved');
INSERT INTO "fact" VALUES(4,1,2,'begun','approved',3,'90448cb4b1deffd1f027455e7df96a63ba71a3f0/approved');
INSERT INTO "fact" VALUES(5,1,2,'lit','approved',4,'cd13890a1ea04ecb6b0d98ba5cf8b169aa97c66c/approved');
INSERT INTO "fact" VALUES(6,1,2,'closed','approved',5,'23c5e15df3e8c2fe54d8d7268a64db5209242e6d/approved');
INSERT INTO "fact" VALUES(7,1,1,'walls','approved',6,'0b90a25d7e8c1d9cf18175f4bf19be10a3548d5f/approved');
INSERT INTO "fact" VALUES(8,1,1,'light','approved',7,'3dbc082a230d3ddf1c186efa88583592b64ce031/approved');
INSERT INTO "fact" VALUES(9,1,1,'nickname','approved',8,'e17c0747160a03c583f576eb1795231834307a09/approved');
INSERT INTO "fact" VALUES(10,1,1,'metres','approved',9,'6b662078e89031d3a1cc2fd81cedcc33b41c76ca/approved');
INSERT INTO "fact" VALUES(11,1,1,'stone','approved',10,'c6a31973e41a2adb9d6230136ff373fb2426db6a/approved');
INSERT INTO "fact" VALUES(12,1,1,'colour','approved',11,'f39a847dc3c203c04329edae781e26d9e69bc149/approved');
INSERT INTO "fact" VALUES(13,1,2,'first-year','approved',12,'e49f17e76b690b41b8a74a194d24a3510fdf53d5/approved');
INSERT INTO "fact" VALUES(14,1,2,'last-year','approved',13,'76304a2e76b9a896a17df4dd7b8a7815851d8885/approved');
INSERT INTO "fact" VALUES(15,2,3,'the-bridge-of-torgau-1995-daae2','draft',0,'');
INSERT INTO "fact" VALUES(16,2,3,'the-new-lighthouse-of-kessin-1902-59f94','draft',1,'');
INSERT INTO "fact" VALUES(17,2,3,'the-new-lighthouse-of-kessin-61-metres-505c8','draft',2,'');
INSERT INTO "fact" VALUES(18,2,3,'in-march-2024-the-council-of-4-500-euros-75193','approved',3,'');
INSERT INTO "fact" VALUES(19,2,3,'maria-velling-2019-fa94f','approved',4,'');
INSERT INTO "fact" VALUES(20,2,3,'the-harbour-of-kessin-312-a7d01','approved',5,'');
CREATE TABLE fact_evidence (
	fact_version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	source_id INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_fact_evidence PRIMARY KEY (fact_version_id, position), 
	CONSTRAINT ck_fact_evidence_span_ordered CHECK ("start" >= 0 AND "end" > "start"), 
	CONSTRAINT fk_fact_evidence_fact_version_id FOREIGN KEY(fact_version_id) REFERENCES fact_version (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_fact_evidence_source_id FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE RESTRICT
);
INSERT INTO "fact_evidence" VALUES(1,0,1,0,33,'The lighthouse stands on Arnholm.','Arnholm');
INSERT INTO "fact_evidence" VALUES(2,0,1,34,58,'Its keeper was Ida Berg.','Ida Berg');
INSERT INTO "fact_evidence" VALUES(3,0,1,59,80,'It is 42 metres tall.','42 metres');
INSERT INTO "fact_evidence" VALUES(4,0,1,82,107,'Work on it began in 1868.','1868');
INSERT INTO "fact_evidence" VALUES(5,0,1,108,127,'It was lit in 1871.','1871');
INSERT INTO "fact_evidence" VALUES(6,0,1,128,150,'It was closed in 1990.','1990');
INSERT INTO "fact_evidence" VALUES(7,0,1,152,177,'Its walls are of granite.','granite');
INSERT INTO "fact_evidence" VALUES(8,0,1,178,195,'Its light is red.','red');
INSERT INTO "fact_evidence" VALUES(10,0,1,59,80,'It is 42 metres tall.','42 metres');
INSERT INTO "fact_evidence" VALUES(11,0,1,152,177,'Its walls are of granite.','granite');
INSERT INTO "fact_evidence" VALUES(12,0,1,178,195,'Its light is red.','red');
INSERT INTO "fact_evidence" VALUES(13,0,1,82,107,'Work on it began in 1868.','1868');
INSERT INTO "fact_evidence" VALUES(14,0,1,128,150,'It was closed in 1990.','1990');
INSERT INTO "fact_evidence" VALUES(16,0,2,38,94,'The bridge of Torgau was opened in 1995 by Helga Brandt.','1995');
INSERT INTO "fact_evidence" VALUES(17,0,2,95,164,'The new lighthouse of Kessin is 61 metres tall and was built in 1902.','1902');
INSERT INTO "fact_evidence" VALUES(18,0,2,95,164,'The new lighthouse of Kessin is 61 metres tall and was built in 1902.','61 metres');
INSERT INTO "fact_evidence" VALUES(19,0,2,166,234,'In March 2024 the council of Kessin paid 4,500 euros for a new lamp.','4,500 euros');
INSERT INTO "fact_evidence" VALUES(20,0,2,235,280,'Maria Velling has led the council since 2019.','2019');
INSERT INTO "fact_evidence" VALUES(21,0,2,281,318,'The harbour of Kessin has 312 berths.','312');
CREATE TABLE "fact_version" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fact_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	statement TEXT NOT NULL, 
	content JSON NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_fact_version_fact_id FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_fact_version_fact_id_number UNIQUE (fact_id, number)
);
INSERT INTO "fact_version" VALUES(1,1,1,1,'The lighthouse stands on Arnholm.','{"id": "place", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "place", "statement": "The lighthouse stands on Arnholm.", "question": "", "value": {"type": "entity", "text": "Arnholm", "entity": "island", "aliases": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "The lighthouse stands on Arnholm.", "value": "Arnholm"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','b6fac9b3b8c58d37ac5e3c18ad090e3428e39d4c1deaefe8795de228fe633fe9','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(2,2,1,1,'Its keeper was Ida Berg.','{"id": "keeper", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "keeper", "statement": "Its keeper was Ida Berg.", "question": "", "value": {"type": "entity", "text": "Ida Berg", "entity": "person", "aliases": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "Its keeper was Ida Berg.", "value": "Ida Berg"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','b1b452824b883d651a4e0fdc3a300fe129cc570b42c8a9f298be5693c3a7ee03','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(3,3,1,1,'It is 42 metres tall.','{"id": "height", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "height", "statement": "It is 42 metres tall.", "question": "", "value": {"type": "text", "text": "42 metres", "false": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "It is 42 metres tall.", "value": "42 metres"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','6fcd0110635dce8e5c79650e41a4e419a68ac64c840236e3362905d636c3e2c9','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(4,4,1,1,'Work on it began in 1868.','{"id": "begun", "kind": "statement", "topic": "history", "subject": "the lighthouse", "relation": "begun", "statement": "Work on it began in 1868.", "question": "", "value": {"type": "date", "date": "1868", "text": "1868"}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "Work on it began in 1868.", "value": "1868"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','90448cb4b1deffd1f027455e7df96a63ba71a3f0baae9a48418b7a2e91bc34c3','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(5,5,1,1,'It was lit in 1871.','{"id": "lit", "kind": "statement", "topic": "history", "subject": "the lighthouse", "relation": "lit", "statement": "It was lit in 1871.", "question": "", "value": {"type": "date", "date": "1871", "text": "1871"}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "It was lit in 1871.", "value": "1871"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','cd13890a1ea04ecb6b0d98ba5cf8b169aa97c66c1ca543a5a4b640d32a6f76cb','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(6,6,1,1,'It was closed in 1990.','{"id": "closed", "kind": "statement", "topic": "history", "subject": "the lighthouse", "relation": "closed", "statement": "It was closed in 1990.", "question": "", "value": {"type": "date", "date": "1990", "text": "1990"}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "It was closed in 1990.", "value": "1990"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','23c5e15df3e8c2fe54d8d7268a64db5209242e6d12130f2c93fee20f52a2eceb','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(7,7,1,1,'Its walls are of granite.','{"id": "walls", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "walls", "statement": "Its walls are of granite.", "question": "", "value": {"type": "text", "text": "granite", "false": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "Its walls are of granite.", "value": "granite"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','0b90a25d7e8c1d9cf18175f4bf19be10a3548d5f1692e0be8df01bd36880c440','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(8,8,1,0,'Its light is red.','{"id": "light", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "light", "statement": "Its light is red.", "question": "", "value": {"type": "text", "text": "red", "false": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "Its light is red.", "value": "red"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','1615766887cdf8da18831a0e4fc685ce69da4c66fa8347cfc65851c0ad63ff55','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(9,9,1,1,'Sailors call it Old Ida.','{"id": "nickname", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "nickname", "statement": "Sailors call it Old Ida.", "question": "", "value": {"type": "text", "text": "Old Ida", "false": []}, "as_of": "", "until": "", "evidence": [], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','e17c0747160a03c583f576eb1795231834307a0986f50acfa43c74efe7b74e69','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(10,10,1,1,'It is 42 metres tall.','{"id": "metres", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "metres", "statement": "It is 42 metres tall.", "question": "", "value": {"type": "text", "text": "42 metres", "false": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "It is 42 metres tall.", "value": "42 metres"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','6b662078e89031d3a1cc2fd81cedcc33b41c76caeb342b742023015faf5ee57f','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(11,11,1,1,'Its walls are of granite.','{"id": "stone", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "stone", "statement": "Its walls are of granite.", "question": "", "value": {"type": "text", "text": "granite", "false": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "Its walls are of granite.", "value": "granite"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','c6a31973e41a2adb9d6230136ff373fb2426db6ad35d6eeaf1a8d37c9d425c41','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(12,12,1,1,'Its light is red.','{"id": "colour", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "colour", "statement": "Its light is red.", "question": "", "value": {"type": "text", "text": "red", "false": []}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "Its light is red.", "value": "red"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','f39a847dc3c203c04329edae781e26d9e69bc149e792e06f7e915c821eb59cc4','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(13,13,1,1,'Work on it began in 1868.','{"id": "first-year", "kind": "statement", "topic": "history", "subject": "the lighthouse", "relation": "first-year", "statement": "Work on it began in 1868.", "question": "", "value": {"type": "date", "date": "1868", "text": "1868"}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "Work on it began in 1868.", "value": "1868"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','e49f17e76b690b41b8a74a194d24a3510fdf53d52439569498fdf35de80e8b1c','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(14,14,1,1,'It was closed in 1990.','{"id": "last-year", "kind": "statement", "topic": "history", "subject": "the lighthouse", "relation": "last-year", "statement": "It was closed in 1990.", "question": "", "value": {"type": "date", "date": "1990", "text": "1990"}, "as_of": "", "until": "", "evidence": [{"source": "brief", "quote": "It was closed in 1990.", "value": "1990"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','76304a2e76b9a896a17df4dd7b8a7815851d8885c97f05ac7f2921ec30fb4a22','2026-03-02 09:00:00.000000');
INSERT INTO "fact_version" VALUES(15,8,2,1,'Its light was red.','{"id": "light", "kind": "statement", "topic": "tower", "subject": "the lighthouse", "relation": "light", "statement": "Its light was red.", "question": "", "value": {"type": "text", "text": "red", "false": []}, "as_of": "", "until": "", "evidence": [], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "approved"}','3dbc082a230d3ddf1c186efa88583592b64ce031ce40f8084d3f90a32be1e18f','2026-03-07 10:59:00.000000');
INSERT INTO "fact_version" VALUES(16,15,1,1,'The bridge of Torgau was opened in 1995 by Helga Brandt.','{"id": "the-bridge-of-torgau-1995-daae2", "kind": "date", "topic": "kessin-and-its-harbour", "subject": "The bridge of Torgau", "relation": "The bridge of Torgau was opened in \u2026 by Helga Brandt", "statement": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "question": "In which year was the bridge of Torgau opened by Helga Brandt?", "value": {"type": "date", "date": "1995", "text": "1995"}, "as_of": "2024-04-02", "until": "", "evidence": [{"source": "kessin-and-its-harbour", "quote": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "value": "1995"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "draft"}','37087b6367bf6f8ab98c1f6ea7ba307fb0fbdd93c690ca7f4bc6e9ab5e2ed38d','2026-03-07 10:59:00.000000');
INSERT INTO "fact_version" VALUES(17,16,1,1,'The new lighthouse of Kessin was built in 1902.','{"id": "the-new-lighthouse-of-kessin-1902-59f94", "kind": "date", "topic": "kessin-and-its-harbour", "subject": "The new lighthouse of Kessin", "relation": "The new lighthouse of Kessin was built in \u2026", "statement": "The new lighthouse of Kessin was built in 1902.", "question": "In which year was the new lighthouse of Kessin built?", "value": {"type": "date", "date": "1902", "text": "1902"}, "as_of": "2024-04-02", "until": "", "evidence": [{"source": "kessin-and-its-harbour", "quote": "The new lighthouse of Kessin is 61 metres tall and was built in 1902.", "value": "1902"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "draft"}','efdf24f2972e2a0e831d229ea14e902218a710f38cd06c25836765234ba03ac8','2026-03-07 10:59:00.000000');
INSERT INTO "fact_version" VALUES(18,17,1,1,'The new lighthouse of Kessin is 61 metres tall.','{"id": "the-new-lighthouse-of-kessin-61-metres-505c8", "kind": "quantity", "topic": "kessin-and-its-harbour", "subject": "The new lighthouse of Kessin", "relation": "The new lighthouse of Kessin is \u2026 tall", "statement": "The new lighthouse of Kessin is 61 metres tall.", "question": "How many metres tall is the new lighthouse of Kessin?", "value": {"type": "quantity", "number": "61", "unit": "metres", "counts": "metres", "text": "61 metres", "bound": "exact", "upper": null}, "as_of": "2024-04-02", "until": "", "evidence": [{"source": "kessin-and-its-harbour", "quote": "The new lighthouse of Kessin is 61 metres tall and was built in 1902.", "value": "61 metres"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "draft"}','711cb11016f5b1d83a8a5b77369108cfbfc0c9f0a4b437385d82140389a49c2b','2026-03-07 10:59:00.000000');
INSERT INTO "fact_version" VALUES(19,18,1,1,'In March 2024 the council of Kessin paid 4,500 euros for a new lamp.','{"id": "in-march-2024-the-council-of-4-500-euros-75193", "kind": "quantity", "topic": "kessin-and-its-harbour", "subject": "In March 2024 the council of Kessin paid", "relation": "In March 2024 the council of Kessin paid \u2026 for a new lamp", "statement": "In March 2024 the council of Kessin paid 4,500 euros for a new lamp.", "question": "", "value": {"type": "quantity", "number": "4500", "unit": "euros", "counts": "euros", "text": "4,500 euros", "bound": "exact", "upper": null}, "as_of": "2024-04-02", "until": "", "evidence": [{"source": "kessin-and-its-harbour", "quote": "In March 2024 the council of Kessin paid 4,500 euros for a new lamp.", "value": "4,500 euros"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "draft"}','8619d11ede6f7793189d8b7304e67d0c022a70344792eaa581b45fa989ad5f10','2026-03-07 10:59:00.000000');
INSERT INTO "fact_version" VALUES(20,19,1,1,'Maria Velling has led the council of Kessin since 2019.','{"id": "maria-velling-2019-fa94f", "kind": "date", "topic": "kessin-and-its-harbour", "subject": "Maria Velling", "relation": "Maria Velling has led the council of Kessin since \u2026", "statement": "Maria Velling has led the council of Kessin since 2019.", "question": "", "value": {"type": "date", "date": "2019", "text": "2019"}, "as_of": "2024-04-02", "until": "", "evidence": [{"source": "kessin-and-its-harbour", "quote": "Maria Velling has led the council since 2019.", "value": "2019"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "draft"}','0532c682c233d2445a8eb31748a1105ddb491a199b9f88a7ba801dba31ff9876','2026-03-07 10:59:00.000000');
INSERT INTO "fact_version" VALUES(21,20,1,1,'The harbour of Kessin has 312 berths.','{"id": "the-harbour-of-kessin-312-a7d01", "kind": "quantity", "topic": "kessin-and-its-harbour", "subject": "The harbour of Kessin", "relation": "The harbour of Kessin has \u2026 berths", "statement": "The harbour of Kessin has 312 berths.", "question": "How many berths does the harbour of Kessin have?", "value": {"type": "quantity", "number": "312", "unit": "", "counts": "number", "text": "312", "bound": "exact", "upper": null}, "as_of": "2024-04-02", "until": "", "evidence": [{"source": "kessin-and-its-harbour", "quote": "The harbour of Kessin has 312 berths.", "value": "312"}], "flags": {"negated": false, "hedged": false, "derived": false, "attributed_to": ""}, "also_true": [], "conflicts_with": [], "superseded_by": "", "note": "", "status": "draft"}','edab0cdb3f10eb1fb2cbd804b0ab247a2467509ccdcd89146cbad6d22666d119','2026-03-07 10:59:00.000000');
CREATE TABLE login (
	id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	user_id INTEGER NOT NULL, 
	browser VARCHAR(120) NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_login PRIMARY KEY (id), 
	CONSTRAINT fk_login_user_id FOREIGN KEY(user_id) REFERENCES user_account (id) ON DELETE CASCADE, 
	CONSTRAINT uq_login_token_hash UNIQUE (token_hash)
);
INSERT INTO "login" VALUES(1,'55bfc7fde02c2e702ebeb6dfe179c3bfaf993fe61d4a773eebd4f9aaa6004cfa',1,'Werkzeug/3.1.9','2026-03-02 09:00:00.000000','2026-03-02 09:00:00.000000','2026-04-01 09:00:00.000000');
INSERT INTO "login" VALUES(2,'97ed1c4305e0f517c950a6743202369a4661290edc56baf5d7a5edaebfa36cff',2,'Test browser','2026-03-02 09:00:00.000000','2026-03-07 11:02:00.000000','2026-04-06 11:02:00.000000');
INSERT INTO "login" VALUES(3,'cddf46b4ebb21fca3d2247a29ee5c18f91782b0d74a5ffcc4d9c1e38e243dbfa',3,'Test browser','2026-03-02 09:00:00.000000','2026-03-07 11:02:00.000000','2026-04-06 11:02:00.000000');
INSERT INTO "login" VALUES(4,'9ab9c688265fe2a05ecb45b8a00038fff4df6505896fb14049f4bb204f40f0ee',4,'Test browser','2026-03-02 09:00:00.000000','2026-03-07 10:59:00.000000','2026-04-06 10:59:00.000000');
INSERT INTO "login" VALUES(5,'f8020974c3a3a79ce9a2fb76357b1fd714c290323531ff889b8a0ae1fed15b00',1,'Test browser','2026-03-02 09:00:00.000000','2026-03-07 11:02:00.000000','2026-04-06 11:02:00.000000');
INSERT INTO "login" VALUES(6,'204904ebf30d4a837f4474e1a3810ef0dba99625a0ef1dd8907a97eba59be979',3,'Werkzeug/3.1.9','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000','2026-04-06 08:59:00.000000');
INSERT INTO "login" VALUES(7,'c5f922b0e4d5295b42da5243c8dc1c38eceb61ee35b54cf0714735e226194c08',6,'Werkzeug/3.1.9','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000','2027-04-11 08:59:00.000000');
CREATE TABLE mark (
	answer_id CHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	part VARCHAR(120) NOT NULL, 
	fact_id INTEGER NOT NULL, 
	is_right BOOLEAN NOT NULL, 
	is_answered BOOLEAN NOT NULL, 
	guess DOUBLE NOT NULL, 
	given TEXT NOT NULL, 
	expected TEXT NOT NULL, 
	note TEXT NOT NULL, 
	confused_with VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_mark PRIMARY KEY (answer_id, position), 
	CONSTRAINT ck_mark_guess_in_range CHECK (guess BETWEEN 0 AND 1), 
	CONSTRAINT fk_mark_answer_id FOREIGN KEY(answer_id) REFERENCES answer (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_mark_fact_id FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE RESTRICT
);
INSERT INTO "mark" VALUES('01a22379f3c578a9808438c5f27142cd',0,'choice',2,1,1,3.33333333333333314829e-01,'Ida Berg','Ida Berg','','');
INSERT INTO "mark" VALUES('01a22379f3c77c4fb97b87dc8dc7d7b6',0,'begun',4,1,1,3.33333333333333314829e-01,'Place 1','Place 1','','');
INSERT INTO "mark" VALUES('01a22379f3c77c4fb97b87dc8dc7d7b6',1,'lit',5,1,1,3.33333333333333314829e-01,'Place 2','Place 2','','');
INSERT INTO "mark" VALUES('01a22379f3c77c4fb97b87dc8dc7d7b6',2,'closed',6,1,1,3.33333333333333314829e-01,'Place 3','Place 3','','');
INSERT INTO "mark" VALUES('01a22379f3c8762d928bb054c74e5d6d',0,'number',10,0,1,0.0,'126','42 metres','','');
INSERT INTO "mark" VALUES('01a22379f3c9731dbf5f417ef89c82e9',0,'begun',13,1,1,3.33333333333333314829e-01,'1868','1868','','');
INSERT INTO "mark" VALUES('01a22379f3c9731dbf5f417ef89c82e9',1,'closed',14,1,1,3.33333333333333314829e-01,'1990','1990','','');
INSERT INTO "mark" VALUES('01a22379f3ca717c8c8ee00b5b70928b',0,'granite',7,1,1,0.5,'Its walls are granite','Its walls are granite','','');
INSERT INTO "mark" VALUES('01a22379f3ca717c8c8ee00b5b70928b',1,'red',8,1,1,0.5,'Its light is red','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f3cb71c798187334eab87534',0,'a',11,0,1,0.0,'zebra','granite','','');
INSERT INTO "mark" VALUES('01a22379f3cb71c798187334eab87534',1,'b',12,0,1,0.0,'zebra','red','','');
INSERT INTO "mark" VALUES('01a22379f3cc71bab9ef312bdbd8b556',0,'verdict',3,1,1,0.5,'False','False','It should say “42 metres”.','');
INSERT INTO "mark" VALUES('01a22379f3cd790db1e2089281f1cb79',0,'text',1,1,1,0.0,'Arnholm','Arnholm','','');
INSERT INTO "mark" VALUES('01a22379f3d37b17bf96698cd1396cba',0,'begun',13,1,1,3.33333333333333314829e-01,'1868','1868','','');
INSERT INTO "mark" VALUES('01a22379f3d37b17bf96698cd1396cba',1,'closed',14,1,1,3.33333333333333314829e-01,'1990','1990','','');
INSERT INTO "mark" VALUES('01a22379f3d5761293effb32f178e3a0',0,'granite',7,0,1,0.25,'','Its walls are granite','Wrongly ticked: “Its walls are brick”','');
INSERT INTO "mark" VALUES('01a22379f3d5761293effb32f178e3a0',1,'red',8,0,1,0.25,'','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f3d77fbc9a24f81ab5648b3a',0,'begun',4,1,1,3.33333333333333314829e-01,'Place 1','Place 1','','');
INSERT INTO "mark" VALUES('01a22379f3d77fbc9a24f81ab5648b3a',1,'lit',5,1,1,3.33333333333333314829e-01,'Place 2','Place 2','','');
INSERT INTO "mark" VALUES('01a22379f3d77fbc9a24f81ab5648b3a',2,'closed',6,1,1,3.33333333333333314829e-01,'Place 3','Place 3','','');
INSERT INTO "mark" VALUES('01a22379f3d971c0b4d2df910ebaf63d',0,'a',11,0,1,0.0,'zebra','granite','','');
INSERT INTO "mark" VALUES('01a22379f3d971c0b4d2df910ebaf63d',1,'b',12,0,1,0.0,'zebra','red','','');
INSERT INTO "mark" VALUES('01a22379f3e27c58bd1304d482634c5d',0,'choice',2,0,1,3.33333333333333314829e-01,'Jon Lund','Ida Berg','','');
INSERT INTO "mark" VALUES('01a22379f3e37337a9aaa2e72fe96c78',0,'granite',7,0,1,0.25,'','Its walls are granite','Wrongly ticked: “It is called Ida Berg”','keeper');
INSERT INTO "mark" VALUES('01a22379f3e37337a9aaa2e72fe96c78',1,'red',8,0,1,0.25,'','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f3e478c5bcc9935b85c082e4',0,'a',11,0,1,0.0,'zebra','granite','','');
INSERT INTO "mark" VALUES('01a22379f3e478c5bcc9935b85c082e4',1,'b',12,0,1,0.0,'zebra','red','','');
INSERT INTO "mark" VALUES('01a22379f3e57be696b0ae13c68654e5',0,'verdict',3,0,1,0.5,'True','False','It should say “42 metres”.','');
INSERT INTO "mark" VALUES('01a22379f3eb7210af7664019d84966d',0,'number',10,1,1,0.0,'42','42 metres','','');
INSERT INTO "mark" VALUES('01a22379f4157969a566edefae887993',0,'choice',2,0,1,3.33333333333333314829e-01,'Arnholm','Ida Berg','','place');
INSERT INTO "mark" VALUES('01a22379f41f7658b2c98b204a17ef64',0,'verdict',3,1,1,0.5,'False','False','It should say “42 metres”.','');
INSERT INTO "mark" VALUES('01a22379f4287908b46e837980711aa4',0,'text',1,0,0,0.0,'','Arnholm','','');
INSERT INTO "mark" VALUES('01a22379f43071388365469a62e0db64',0,'granite',7,1,1,0.5,'Its walls are granite','Its walls are granite','','');
INSERT INTO "mark" VALUES('01a22379f43071388365469a62e0db64',1,'red',8,1,1,0.5,'Its light is red','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f43976f7a6b218118f077233',0,'a',11,1,1,0.0,'granite','granite','','');
INSERT INTO "mark" VALUES('01a22379f43976f7a6b218118f077233',1,'b',12,1,1,0.0,'red','red','','');
INSERT INTO "mark" VALUES('01a22379f4497de59bf280e2b7516fde',0,'a',11,1,1,0.0,'granite','granite','','');
INSERT INTO "mark" VALUES('01a22379f4497de59bf280e2b7516fde',1,'b',12,1,1,0.0,'red','red','','');
INSERT INTO "mark" VALUES('01a22379f45079f48ecc42a9c60421cc',0,'choice',2,1,1,3.33333333333333314829e-01,'Ida Berg','Ida Berg','','');
INSERT INTO "mark" VALUES('01a22379f4577255a9a18b0d4245c475',0,'number',10,0,1,0.0,'126','42 metres','','');
INSERT INTO "mark" VALUES('01a22379f45d799ebb8fdc3a3503d8cd',0,'text',1,1,1,0.0,'Arnholm','Arnholm','','');
INSERT INTO "mark" VALUES('01a22379f46372e19b542a009818f666',0,'granite',7,1,1,0.5,'Its walls are granite','Its walls are granite','','');
INSERT INTO "mark" VALUES('01a22379f46372e19b542a009818f666',1,'red',8,1,1,0.5,'Its light is red','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f46b78dbae03dc1015450a00',0,'choice',2,1,1,3.33333333333333314829e-01,'Ida Berg','Ida Berg','','');
INSERT INTO "mark" VALUES('01a22379f472704ab02ec23f2de0c7be',0,'granite',7,0,1,0.25,'','Its walls are granite','Wrongly ticked: “Its walls are brick”','');
INSERT INTO "mark" VALUES('01a22379f472704ab02ec23f2de0c7be',1,'red',8,0,1,0.25,'','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f4787c499c478bb4bbbfd2cc',0,'a',11,1,1,0.0,'granite','granite','','');
INSERT INTO "mark" VALUES('01a22379f4787c499c478bb4bbbfd2cc',1,'b',12,1,1,0.0,'red','red','','');
INSERT INTO "mark" VALUES('01a22379f47e7c4996b22a3ef2ff3293',0,'verdict',3,0,1,0.5,'True','False','It should say “42 metres”.','');
INSERT INTO "mark" VALUES('01a22379f4857f8a9e96232e3a53f0e2',0,'granite',7,1,1,0.5,'Its walls are granite','Its walls are granite','','');
INSERT INTO "mark" VALUES('01a22379f4857f8a9e96232e3a53f0e2',1,'red',8,1,1,0.5,'Its light is red','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f48b727287bd8a27e80b11d8',0,'choice',2,0,1,3.33333333333333314829e-01,'Arnholm','Ida Berg','','place');
INSERT INTO "mark" VALUES('01a22379f4a07283bc7c997ed20d4051',0,'begun',13,1,1,3.33333333333333314829e-01,'1868','1868','','');
INSERT INTO "mark" VALUES('01a22379f4a07283bc7c997ed20d4051',1,'closed',14,1,1,3.33333333333333314829e-01,'1990','1990','','');
INSERT INTO "mark" VALUES('01a22379f4a17437b9c4b0afdd6ea7fc',0,'granite',7,1,1,0.5,'Its walls are granite','Its walls are granite','','');
INSERT INTO "mark" VALUES('01a22379f4a17437b9c4b0afdd6ea7fc',1,'red',8,1,1,0.5,'Its light is red','Its light is red','','');
INSERT INTO "mark" VALUES('01a22379f4a276028d58686b4544db35',0,'begun',4,1,1,3.33333333333333314829e-01,'Place 1','Place 1','','');
INSERT INTO "mark" VALUES('01a22379f4a276028d58686b4544db35',1,'lit',5,1,1,3.33333333333333314829e-01,'Place 2','Place 2','','');
INSERT INTO "mark" VALUES('01a22379f4a276028d58686b4544db35',2,'closed',6,1,1,3.33333333333333314829e-01,'Place 3','Place 3','','');
INSERT INTO "mark" VALUES('01a22379f4a37fbfa56032cbd6e7ebea',0,'choice',2,1,1,3.33333333333333314829e-01,'Ida Berg','Ida Berg','','');
INSERT INTO "mark" VALUES('01a22379f4a477928805673543546ea6',0,'number',10,1,1,0.0,'42','42 metres','','');
INSERT INTO "mark" VALUES('01a22379f4ce748aa5e2ed537abd57e5',0,'begun',4,1,1,3.33333333333333314829e-01,'Place 1','Place 1','','');
INSERT INTO "mark" VALUES('01a22379f4ce748aa5e2ed537abd57e5',1,'lit',5,1,1,3.33333333333333314829e-01,'Place 2','Place 2','','');
INSERT INTO "mark" VALUES('01a22379f4ce748aa5e2ed537abd57e5',2,'closed',6,1,1,3.33333333333333314829e-01,'Place 3','Place 3','','');
INSERT INTO "mark" VALUES('01a22379f9947802a273757596c3aab4',0,'verdict',18,1,1,0.5,'True','True','','');
INSERT INTO "mark" VALUES('01a22379f99575c392d43c309fcf84fa',0,'number',20,1,1,0.0,'312','312','','');
INSERT INTO "mark" VALUES('01a22379f996753fa442e117b07f00f0',0,'verdict',19,1,1,0.5,'True','True','','');
CREATE TABLE memory (
	user_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	bank_id INTEGER NOT NULL, 
	state SMALLINT NOT NULL, 
	step INTEGER, 
	stability DOUBLE NOT NULL, 
	difficulty DOUBLE NOT NULL, 
	due DATETIME NOT NULL, 
	last_review_at DATETIME NOT NULL, 
	first_review_at DATETIME NOT NULL, 
	reps INTEGER NOT NULL, 
	lapses INTEGER NOT NULL, 
	CONSTRAINT pk_memory PRIMARY KEY (user_id, fact_id), 
	CONSTRAINT ck_memory_state_known CHECK (state BETWEEN 1 AND 3), 
	CONSTRAINT fk_memory_bank_id FOREIGN KEY(bank_id) REFERENCES bank (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_memory_fact_id FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_memory_user_id FOREIGN KEY(user_id) REFERENCES user_account (id) ON DELETE RESTRICT
);
INSERT INTO "memory" VALUES(2,2,1,1,1,2.92088458537488371291e+00,7.88985454355255555469e+00,'2026-03-07 07:59:00.000000','2026-03-07 07:49:00.000000','2026-03-02 09:00:00.000000',3,0);
INSERT INTO "memory" VALUES(2,4,1,2,NULL,6.04159343608976140416e+00,3.28784920949778669552e+00,'2026-03-10 03:00:00.000000','2026-03-03 22:00:00.000000','2026-03-02 09:00:00.000000',2,0);
INSERT INTO "memory" VALUES(2,5,1,2,NULL,6.04159343608976140416e+00,3.28784920949778669552e+00,'2026-03-07 03:00:00.000000','2026-03-03 22:00:00.000000','2026-03-02 09:00:00.000000',2,0);
INSERT INTO "memory" VALUES(2,6,1,2,NULL,6.04159343608976140416e+00,3.28784920949778669552e+00,'2026-03-09 03:00:00.000000','2026-03-03 22:00:00.000000','2026-03-02 09:00:00.000000',2,0);
INSERT INTO "memory" VALUES(2,10,1,1,0,6.12825916180786300913e-01,8.80262805819223537184e+00,'2026-03-07 07:57:00.000000','2026-03-07 07:56:00.000000','2026-03-02 09:00:00.000000',3,0);
INSERT INTO "memory" VALUES(2,13,1,2,NULL,6.04159343608976140416e+00,3.28784920949778669552e+00,'2026-03-10 03:00:00.000000','2026-03-03 22:00:00.000000','2026-03-02 09:00:00.000000',2,0);
INSERT INTO "memory" VALUES(2,14,1,2,NULL,6.04159343608976140416e+00,3.28784920949778669552e+00,'2026-03-10 03:00:00.000000','2026-03-03 22:00:00.000000','2026-03-02 09:00:00.000000',2,0);
INSERT INTO "memory" VALUES(2,7,1,2,NULL,5.07095505838750160165e+00,8.07151072839626,'2026-03-13 03:00:00.000000','2026-03-07 08:10:00.000000','2026-03-02 09:00:00.000000',4,0);
INSERT INTO "memory" VALUES(2,8,1,2,NULL,5.07095505838750160165e+00,8.07151072839626,'2026-03-13 03:00:00.000000','2026-03-07 08:10:00.000000','2026-03-02 09:00:00.000000',4,0);
INSERT INTO "memory" VALUES(2,3,1,2,NULL,8.05469251927346263641e+00,3.8068908739137059527e+00,'2026-03-10 03:00:00.000000','2026-03-04 07:14:00.000000','2026-03-02 09:00:00.000000',2,0);
INSERT INTO "memory" VALUES(2,1,1,1,1,3.83967641852128194202e+00,7.38233660783527678717e+00,'2026-03-07 08:13:00.000000','2026-03-07 08:03:00.000000','2026-03-02 09:00:00.000000',3,0);
INSERT INTO "memory" VALUES(3,11,1,1,1,2.76096546389084185335e+00,6.40211506929683782374e+00,'2026-03-07 08:41:00.000000','2026-03-07 08:31:00.000000','2026-03-03 22:00:00.000000',2,0);
INSERT INTO "memory" VALUES(3,12,1,1,1,2.76096546389084185335e+00,6.40211506929683782374e+00,'2026-03-07 08:41:00.000000','2026-03-07 08:31:00.000000','2026-03-03 22:00:00.000000',2,0);
INSERT INTO "memory" VALUES(3,3,1,1,0,1.2028336828244025336e-01,8.80630446885683682012e+00,'2026-03-07 08:39:00.000000','2026-03-07 08:38:00.000000','2026-03-03 22:00:00.000000',2,0);
INSERT INTO "memory" VALUES(2,11,1,1,1,9.69982885392597693474e-01,8.79272653368481726943e+00,'2026-03-07 07:52:00.000000','2026-03-07 07:42:00.000000','2026-03-02 09:00:00.000000',3,0);
INSERT INTO "memory" VALUES(2,12,1,1,1,9.69982885392597693474e-01,8.79272653368481726943e+00,'2026-03-07 07:52:00.000000','2026-03-07 07:42:00.000000','2026-03-02 09:00:00.000000',3,0);
INSERT INTO "memory" VALUES(3,2,1,1,1,7.08502637778953503477e-01,9.08617552212824897139e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-03 22:00:00.000000',4,0);
INSERT INTO "memory" VALUES(3,4,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(3,5,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(3,6,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(3,7,1,2,NULL,1.06995232607214135756e-01,9.25576399102754265868e+00,'2026-03-07 19:00:00.000000','2026-03-07 08:59:00.000000','2026-03-03 22:00:00.000000',4,0);
INSERT INTO "memory" VALUES(3,8,1,2,NULL,1.06995232607214135756e-01,9.25576399102754265868e+00,'2026-03-07 19:00:00.000000','2026-03-07 08:59:00.000000','2026-03-03 22:00:00.000000',4,0);
INSERT INTO "memory" VALUES(3,10,1,1,1,2.3065,2.11810397045901499524e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(3,13,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(3,14,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(6,4,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(6,5,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(6,6,1,1,1,1.78287500000000020961e+00,3.19190297784426135763e+00,'2026-03-07 09:09:00.000000','2026-03-07 08:59:00.000000','2026-03-07 08:59:00.000000',1,0);
INSERT INTO "memory" VALUES(2,18,2,1,1,1.60833333333333339254e+00,3.54983598030601,'2026-03-07 11:12:00.000000','2026-03-07 11:02:00.000000','2026-03-07 11:02:00.000000',1,0);
INSERT INTO "memory" VALUES(2,20,2,1,1,2.3065,2.11810397045901499524e+00,'2026-03-07 11:12:00.000000','2026-03-07 11:02:00.000000','2026-03-07 11:02:00.000000',1,0);
INSERT INTO "memory" VALUES(2,19,2,1,1,1.60833333333333339254e+00,3.54983598030601,'2026-03-07 11:12:00.000000','2026-03-07 11:02:00.000000','2026-03-07 11:02:00.000000',1,0);
CREATE TABLE "question" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	bank_id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	slug VARCHAR(160) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	origin VARCHAR(16) NOT NULL, 
	position INTEGER NOT NULL, 
	loaded_fingerprint VARCHAR(64) NOT NULL, 
	CONSTRAINT ck_question_origin_known CHECK (origin IN ('engine', 'edited', 'hand')), 
	CONSTRAINT ck_question_status_known CHECK (status IN ('draft', 'published', 'retired')), 
	CONSTRAINT fk_question_bank_id FOREIGN KEY(bank_id) REFERENCES bank (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_question_topic_id FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_question_bank_id_slug UNIQUE (bank_id, slug)
);
INSERT INTO "question" VALUES(1,1,1,'keeper-choice','multiple_choice','published','hand',0,'24dacb9946bc259600b72840026d64f8265460a2/published');
INSERT INTO "question" VALUES(2,1,1,'tower-response','multiple_response','published','hand',1,'24c1cdc9fd98488103f3686dbf9c713cbdd384d0/published');
INSERT INTO "question" VALUES(3,1,1,'height-verdict','true_false','published','hand',2,'16f64b385bdafa91c286a18305da88f579c0ec2f/published');
INSERT INTO "question" VALUES(4,1,1,'place-short','short_answer','retired','hand',3,'45a3621fddc112a6812b54417e0968470e7b2671/retired');
INSERT INTO "question" VALUES(5,1,1,'height-number','numeric','draft','hand',4,'6c53245769f4b0043bea284672e1efb88e80e4df/published');
INSERT INTO "question" VALUES(6,1,1,'light-cloze','cloze','published','hand',5,'04b62767aac1592d362ad07e77503c9b656008f0/published');
INSERT INTO "question" VALUES(7,1,2,'years-match','matching','published','hand',6,'c9dfd49e5a469d02f1e526de3172c23dde39e683/published');
INSERT INTO "question" VALUES(8,1,2,'years-order','ordering','published','hand',7,'9555ab7bc1bfb6dfd28f35779dacbd951d89fff0/published');
INSERT INTO "question" VALUES(9,1,1,'nickname-card','flashcard','published','hand',8,'66b614f549e142c57198d2b14ed0d56f4b541c05/published');
INSERT INTO "question" VALUES(10,2,3,'maria-velling-2019-fa94f.true','true_false','published','engine',0,'');
INSERT INTO "question" VALUES(11,2,3,'in-march-2024-the-council-of-4-500-euros-75193.true','true_false','published','engine',1,'');
INSERT INTO "question" VALUES(12,2,3,'the-harbour-of-kessin-312-a7d01.number','numeric','published','engine',2,'');
INSERT INTO "question" VALUES(13,2,3,'the-new-lighthouse-of-kessin-61-metres-505c8.number','numeric','retired','engine',3,'');
INSERT INTO "question" VALUES(14,2,3,'the-bridge-of-torgau-1995-daae2.cloze','cloze','retired','engine',4,'');
INSERT INTO "question" VALUES(15,2,3,'the-new-lighthouse-of-kessin-1902-59f94.false','true_false','draft','engine',5,'');
INSERT INTO "question" VALUES(16,2,3,'maria-velling-2019-fa94f.cloze','cloze','draft','engine',6,'');
INSERT INTO "question" VALUES(17,2,3,'in-march-2024-the-council-of-4-500-euros-75193.choice','multiple_choice','draft','engine',7,'');
INSERT INTO "question" VALUES(18,2,3,'the-harbour-of-kessin-312-a7d01.true','true_false','draft','engine',8,'');
INSERT INTO "question" VALUES(19,2,3,'the-bridge-of-torgau-1995-daae2.short','short_answer','draft','engine',9,'');
INSERT INTO "question" VALUES(20,2,3,'the-new-lighthouse-of-kessin-1902-59f94.cloze','cloze','draft','engine',10,'');
INSERT INTO "question" VALUES(21,2,3,'the-new-lighthouse-of-kessin-61-metres-505c8.card','flashcard','draft','engine',11,'');
INSERT INTO "question" VALUES(22,2,3,'the-harbour-of-kessin-312-a7d01.cloze','cloze','draft','engine',12,'');
INSERT INTO "question" VALUES(23,2,3,'the-bridge-of-torgau-1995-daae2.false','true_false','draft','engine',13,'');
INSERT INTO "question" VALUES(24,2,3,'maria-velling-2019-fa94f.choice','multiple_choice','draft','engine',14,'');
INSERT INTO "question" VALUES(25,2,3,'the-new-lighthouse-of-kessin-1902-59f94.short','short_answer','draft','engine',15,'');
INSERT INTO "question" VALUES(26,2,3,'the-harbour-of-kessin-312-a7d01.choice','multiple_choice','draft','engine',16,'');
INSERT INTO "question" VALUES(27,2,3,'the-new-lighthouse-of-kessin-61-metres-505c8.choice','multiple_choice','draft','engine',17,'');
INSERT INTO "question" VALUES(28,2,3,'the-bridge-of-torgau-1995-daae2.choice','multiple_choice','draft','engine',18,'');
INSERT INTO "question" VALUES(29,2,3,'kessin-and-its-harbour-dates.matching','matching','draft','engine',19,'');
INSERT INTO "question" VALUES(30,2,3,'kessin-and-its-harbour.order','ordering','draft','engine',20,'');
CREATE TABLE question_part (
	question_version_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR(120) NOT NULL, 
	fact_id INTEGER NOT NULL, 
	fact_version_id INTEGER NOT NULL, 
	CONSTRAINT pk_question_part PRIMARY KEY (question_version_id, position), 
	CONSTRAINT fk_question_part_fact_id FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_question_part_fact_version_id FOREIGN KEY(fact_version_id) REFERENCES fact_version (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_question_part_question_version_id FOREIGN KEY(question_version_id) REFERENCES question_version (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_question_part_question_version_id_name UNIQUE (question_version_id, name)
);
INSERT INTO "question_part" VALUES(1,0,'choice',2,2);
INSERT INTO "question_part" VALUES(2,0,'granite',7,7);
INSERT INTO "question_part" VALUES(2,1,'red',8,8);
INSERT INTO "question_part" VALUES(3,0,'verdict',3,3);
INSERT INTO "question_part" VALUES(4,0,'text',1,1);
INSERT INTO "question_part" VALUES(5,0,'number',10,10);
INSERT INTO "question_part" VALUES(6,0,'a',11,11);
INSERT INTO "question_part" VALUES(6,1,'b',12,12);
INSERT INTO "question_part" VALUES(7,0,'begun',13,13);
INSERT INTO "question_part" VALUES(7,1,'closed',14,14);
INSERT INTO "question_part" VALUES(8,0,'begun',4,4);
INSERT INTO "question_part" VALUES(8,1,'lit',5,5);
INSERT INTO "question_part" VALUES(8,2,'closed',6,6);
INSERT INTO "question_part" VALUES(9,0,'recall',9,9);
INSERT INTO "question_part" VALUES(10,0,'choice',2,2);
INSERT INTO "question_part" VALUES(11,0,'granite',7,7);
INSERT INTO "question_part" VALUES(11,1,'red',8,15);
INSERT INTO "question_part" VALUES(12,0,'verdict',19,20);
INSERT INTO "question_part" VALUES(13,0,'verdict',18,19);
INSERT INTO "question_part" VALUES(14,0,'number',20,21);
INSERT INTO "question_part" VALUES(15,0,'number',17,18);
INSERT INTO "question_part" VALUES(16,0,'1',15,16);
INSERT INTO "question_part" VALUES(17,0,'verdict',16,17);
INSERT INTO "question_part" VALUES(18,0,'1',19,20);
INSERT INTO "question_part" VALUES(19,0,'choice',18,19);
INSERT INTO "question_part" VALUES(20,0,'verdict',20,21);
INSERT INTO "question_part" VALUES(21,0,'text',15,16);
INSERT INTO "question_part" VALUES(22,0,'1',16,17);
INSERT INTO "question_part" VALUES(23,0,'recall',17,18);
INSERT INTO "question_part" VALUES(24,0,'1',20,21);
INSERT INTO "question_part" VALUES(25,0,'verdict',15,16);
INSERT INTO "question_part" VALUES(26,0,'choice',19,20);
INSERT INTO "question_part" VALUES(27,0,'text',16,17);
INSERT INTO "question_part" VALUES(28,0,'choice',20,21);
INSERT INTO "question_part" VALUES(29,0,'choice',17,18);
INSERT INTO "question_part" VALUES(30,0,'choice',15,16);
INSERT INTO "question_part" VALUES(31,0,'1',19,20);
INSERT INTO "question_part" VALUES(31,1,'2',15,16);
INSERT INTO "question_part" VALUES(31,2,'3',16,17);
INSERT INTO "question_part" VALUES(32,0,'the-new-lighthouse-of-kessin-1902-59f94',16,17);
INSERT INTO "question_part" VALUES(32,1,'the-bridge-of-torgau-1995-daae2',15,16);
INSERT INTO "question_part" VALUES(32,2,'maria-velling-2019-fa94f',19,20);
INSERT INTO "question_part" VALUES(33,0,'number',10,10);
CREATE TABLE "question_version" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	question_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	stem TEXT NOT NULL, 
	content JSON NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	author_id INTEGER, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT fk_question_version_author_id FOREIGN KEY(author_id) REFERENCES user_account (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_question_version_question_id FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_question_version_question_id_number UNIQUE (question_id, number)
);
INSERT INTO "question_version" VALUES(1,1,1,0,'Who kept the lighthouse?','{"id": "keeper-choice", "kind": "multiple_choice", "topic": "tower", "stem": "Who kept the lighthouse?", "fact": "keeper", "options": [{"id": "right", "text": "Ida Berg", "fact": ""}, {"id": "place", "text": "Arnholm", "fact": "place"}, {"id": "other", "text": "Jon Lund", "fact": ""}], "key": "right", "explanation": "", "status": "published", "origin": "hand"}','712749e5ffca5268a07d081ecff15b49c39b573534785bdbd7b073f5ef1bceaa',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(2,2,1,0,'What is true of the tower?','{"id": "tower-response", "kind": "multiple_response", "topic": "tower", "stem": "What is true of the tower?", "options": [{"id": "granite", "text": "Its walls are granite", "fact": "walls"}, {"id": "red", "text": "Its light is red", "fact": "light"}, {"id": "brick", "text": "Its walls are brick", "fact": ""}, {"id": "keeper", "text": "It is called Ida Berg", "fact": "keeper"}], "keys": ["granite", "red"], "explanation": "", "status": "published", "origin": "hand"}','004f2fabbd17e6428f124eb8a738443727b32bae6c1decd2b44807d37b107290',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(3,3,1,1,'The lighthouse is 24 metres tall.','{"id": "height-verdict", "kind": "true_false", "topic": "tower", "stem": "The lighthouse is 24 metres tall.", "fact": "height", "key": false, "correction": "42 metres", "explanation": "", "status": "published", "origin": "hand"}','16f64b385bdafa91c286a18305da88f579c0ec2f00b24d35991d18735f182cfb',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(4,4,1,1,'On which island does it stand?','{"id": "place-short", "kind": "short_answer", "topic": "tower", "stem": "On which island does it stand?", "fact": "place", "accepted": ["Arnholm", "the isle of Arnholm"], "typos": true, "explanation": "", "status": "published", "origin": "hand"}','45a3621fddc112a6812b54417e0968470e7b2671de895514da8a3bea31dfa3d2',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(5,5,1,0,'How tall is it?','{"id": "height-number", "kind": "numeric", "topic": "tower", "stem": "How tall is it?", "fact": "metres", "value": "42", "tolerance": "0", "upper": null, "units": ["metres", "m"], "explanation": "", "status": "published", "origin": "hand"}','6c53245769f4b0043bea284672e1efb88e80e4df139988ded306af5a9699fe6c',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(6,6,1,1,'Fill the gaps.','{"id": "light-cloze", "kind": "cloze", "topic": "tower", "stem": "Fill the gaps.", "text": "Its {{a}} walls carry a {{b}} light.", "gaps": [{"id": "a", "accepted": ["granite"], "fact": "stone"}, {"id": "b", "accepted": ["red"], "fact": "colour"}], "typos": true, "explanation": "", "status": "published", "origin": "hand"}','04b62767aac1592d362ad07e77503c9b656008f0b52a8cd19a6c29cade0befb2',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(7,7,1,1,'Match events and years.','{"id": "years-match", "kind": "matching", "topic": "history", "stem": "Match events and years.", "pairs": [{"id": "begun", "left": "Work began", "right": "1868", "fact": "first-year"}, {"id": "closed", "left": "It was closed", "right": "1990", "fact": "last-year"}], "extra": ["1955"], "explanation": "", "status": "published", "origin": "hand"}','c9dfd49e5a469d02f1e526de3172c23dde39e6832a243eaae79d949e5febf54c',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(8,8,1,1,'Put these in order.','{"id": "years-order", "kind": "ordering", "topic": "history", "stem": "Put these in order.", "items": [{"id": "begun", "text": "Work began", "fact": "begun"}, {"id": "lit", "text": "It was lit", "fact": "lit"}, {"id": "closed", "text": "It was closed", "fact": "closed"}], "explanation": "", "status": "published", "origin": "hand"}','9555ab7bc1bfb6dfd28f35779dacbd951d89fff06a07f09b7fada2a8475e2664',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(9,9,1,1,'What do sailors call it?','{"id": "nickname-card", "kind": "flashcard", "topic": "tower", "stem": "What do sailors call it?", "fact": "nickname", "back": "Old Ida", "explanation": "", "status": "published", "origin": "hand"}','66b614f549e142c57198d2b14ed0d56f4b541c059a0f6f6290e3ecd024be5e98',NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "question_version" VALUES(10,1,2,1,'Who looked after the lighthouse?','{"id": "keeper-choice", "kind": "multiple_choice", "topic": "tower", "stem": "Who looked after the lighthouse?", "fact": "keeper", "options": [{"id": "right", "text": "Ida Berg", "fact": ""}, {"id": "place", "text": "Arnholm", "fact": "place"}, {"id": "other", "text": "Jon Lund", "fact": ""}], "key": "right", "explanation": "", "status": "published", "origin": "hand"}','24dacb9946bc259600b72840026d64f8265460a230d4faad4bd44f918616105e',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(11,2,2,1,'What is true of the tower?','{"id": "tower-response", "kind": "multiple_response", "topic": "tower", "stem": "What is true of the tower?", "options": [{"id": "granite", "text": "Its walls are granite", "fact": "walls"}, {"id": "red", "text": "Its light is red", "fact": "light"}, {"id": "brick", "text": "Its walls are brick", "fact": ""}, {"id": "keeper", "text": "It is called Ida Berg", "fact": "keeper"}], "keys": ["granite", "red"], "explanation": "", "status": "published", "origin": "hand"}','24c1cdc9fd98488103f3686dbf9c713cbdd384d0af025c38136852e74c73eab6',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(12,10,1,1,'Maria Velling has led the council of Kessin since 2019.','{"id": "maria-velling-2019-fa94f.true", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "Maria Velling has led the council of Kessin since 2019.", "fact": "maria-velling-2019-fa94f", "key": true, "correction": "", "explanation": "Maria Velling has led the council of Kessin since 2019.", "status": "draft", "origin": "engine"}','ccca8370a9669db604937ea299f680942a6810be1fea4b08e6862b7b71073dd2',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(13,11,1,1,'In March 2024 the council of Kessin paid 4,500 euros for a new lamp.','{"id": "in-march-2024-the-council-of-4-500-euros-75193.true", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "In March 2024 the council of Kessin paid 4,500 euros for a new lamp.", "fact": "in-march-2024-the-council-of-4-500-euros-75193", "key": true, "correction": "", "explanation": "In March 2024 the council of Kessin paid 4,500 euros for a new lamp.", "status": "draft", "origin": "engine"}','117892893ebc80199a0863a4227abc047fed247a0b6d9e69760d9ee68c10c0c8',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(14,12,1,1,'How many berths does the harbour of Kessin have?','{"id": "the-harbour-of-kessin-312-a7d01.number", "kind": "numeric", "topic": "kessin-and-its-harbour", "stem": "How many berths does the harbour of Kessin have?", "fact": "the-harbour-of-kessin-312-a7d01", "value": "312", "tolerance": "0", "upper": null, "units": [], "explanation": "The harbour of Kessin has 312 berths.", "status": "draft", "origin": "engine"}','b2e7e7c34bb5f7e7e494f420415eb46ed096543797a158481e902c73e90f95a4',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(15,13,1,1,'How many metres tall is the new lighthouse of Kessin?','{"id": "the-new-lighthouse-of-kessin-61-metres-505c8.number", "kind": "numeric", "topic": "kessin-and-its-harbour", "stem": "How many metres tall is the new lighthouse of Kessin?", "fact": "the-new-lighthouse-of-kessin-61-metres-505c8", "value": "61", "tolerance": "0", "upper": null, "units": ["metres"], "explanation": "The new lighthouse of Kessin is 61 metres tall.", "status": "draft", "origin": "engine"}','b6eb3ed9d0ecb0ef5c692f7bd50f351f6ffedce5932ca97b476cd8374678c435',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(16,14,1,1,'Fill the gap.','{"id": "the-bridge-of-torgau-1995-daae2.cloze", "kind": "cloze", "topic": "kessin-and-its-harbour", "stem": "Fill the gap.", "text": "The bridge of Torgau was opened in {{1}} by Helga Brandt.", "gaps": [{"id": "1", "accepted": ["1995"], "fact": "the-bridge-of-torgau-1995-daae2"}], "typos": true, "explanation": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "status": "draft", "origin": "engine"}','1c3b70ef71deb29abac2efb63f88ca8ddd7ae44a1de8e0e1c77a17c5e58d6ba5',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(17,15,1,1,'The new lighthouse of Kessin was built in 1895.','{"id": "the-new-lighthouse-of-kessin-1902-59f94.false", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The new lighthouse of Kessin was built in 1895.", "fact": "the-new-lighthouse-of-kessin-1902-59f94", "key": false, "correction": "1902", "explanation": "The new lighthouse of Kessin was built in 1902.", "status": "draft", "origin": "engine"}','83695d55fd895116530d4866fc7d29648ba8bcd9929bf0d2bcfd81b7b62cf44d',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(18,16,1,1,'Fill the gap.','{"id": "maria-velling-2019-fa94f.cloze", "kind": "cloze", "topic": "kessin-and-its-harbour", "stem": "Fill the gap.", "text": "Maria Velling has led the council of Kessin since {{1}}.", "gaps": [{"id": "1", "accepted": ["2019"], "fact": "maria-velling-2019-fa94f"}], "typos": true, "explanation": "Maria Velling has led the council of Kessin since 2019.", "status": "draft", "origin": "engine"}','f3253c76822df704b619a7cfbe3cd005d6f1bcb8133ac58f982fbb05e8ef1ac5',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(19,17,1,1,'Which of these fills the gap? In March 2024 the council of Kessin paid … for a new lamp.','{"id": "in-march-2024-the-council-of-4-500-euros-75193.choice", "kind": "multiple_choice", "topic": "kessin-and-its-harbour", "stem": "Which of these fills the gap? In March 2024 the council of Kessin paid \u2026 for a new lamp.", "fact": "in-march-2024-the-council-of-4-500-euros-75193", "options": [{"id": "a", "text": "6,500 euros", "fact": ""}, {"id": "b", "text": "4,500 euros", "fact": "in-march-2024-the-council-of-4-500-euros-75193"}, {"id": "c", "text": "3,000 euros", "fact": ""}, {"id": "d", "text": "5,500 euros", "fact": ""}], "key": "b", "explanation": "In March 2024 the council of Kessin paid 4,500 euros for a new lamp.", "status": "draft", "origin": "engine"}','4ba5d2e2ef256ee38bb88a72f9b992a445500094471694b6e282c0a4b9cf0846',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(20,18,1,1,'The harbour of Kessin has 312 berths.','{"id": "the-harbour-of-kessin-312-a7d01.true", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The harbour of Kessin has 312 berths.", "fact": "the-harbour-of-kessin-312-a7d01", "key": true, "correction": "", "explanation": "The harbour of Kessin has 312 berths.", "status": "draft", "origin": "engine"}','36c333b66559fdce5c25adc22b98bb50ecb2399b5e110b215469db611892342e',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(21,19,1,1,'In which year was the bridge of Torgau opened by Helga Brandt?','{"id": "the-bridge-of-torgau-1995-daae2.short", "kind": "short_answer", "topic": "kessin-and-its-harbour", "stem": "In which year was the bridge of Torgau opened by Helga Brandt?", "fact": "the-bridge-of-torgau-1995-daae2", "accepted": ["1995"], "typos": true, "explanation": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "status": "draft", "origin": "engine"}','8d9db107153d464ba57789adf846b96e1280265a82d28e8d2fbe0c9b8c3c97c6',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(22,20,1,1,'Fill the gap.','{"id": "the-new-lighthouse-of-kessin-1902-59f94.cloze", "kind": "cloze", "topic": "kessin-and-its-harbour", "stem": "Fill the gap.", "text": "The new lighthouse of Kessin was built in {{1}}.", "gaps": [{"id": "1", "accepted": ["1902"], "fact": "the-new-lighthouse-of-kessin-1902-59f94"}], "typos": true, "explanation": "The new lighthouse of Kessin was built in 1902.", "status": "draft", "origin": "engine"}','c8f55e55290877081866a26ee806c857bdb8e39ce71a913f318f742daa2d4466',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(23,21,1,1,'How many metres tall is the new lighthouse of Kessin?','{"id": "the-new-lighthouse-of-kessin-61-metres-505c8.card", "kind": "flashcard", "topic": "kessin-and-its-harbour", "stem": "How many metres tall is the new lighthouse of Kessin?", "fact": "the-new-lighthouse-of-kessin-61-metres-505c8", "back": "61 metres", "explanation": "The new lighthouse of Kessin is 61 metres tall.", "status": "draft", "origin": "engine"}','b43e27314f1cdc4c2cd8b3046c068c9e0db609e72e4e7c659f762d0dfa6ac3ac',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(24,22,1,1,'Fill the gap.','{"id": "the-harbour-of-kessin-312-a7d01.cloze", "kind": "cloze", "topic": "kessin-and-its-harbour", "stem": "Fill the gap.", "text": "The harbour of Kessin has {{1}} berths.", "gaps": [{"id": "1", "accepted": ["312"], "fact": "the-harbour-of-kessin-312-a7d01"}], "typos": true, "explanation": "The harbour of Kessin has 312 berths.", "status": "draft", "origin": "engine"}','d5d2f54c07bcf066fa70bebf87d50a13592c326528ab9ea007cc7a2f0daf07f4',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(25,23,1,1,'The bridge of Torgau was opened in 1997 by Helga Brandt.','{"id": "the-bridge-of-torgau-1995-daae2.false", "kind": "true_false", "topic": "kessin-and-its-harbour", "stem": "The bridge of Torgau was opened in 1997 by Helga Brandt.", "fact": "the-bridge-of-torgau-1995-daae2", "key": false, "correction": "1995", "explanation": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "status": "draft", "origin": "engine"}','f94d8eea135f799160365d9b8d9746faa52964d2d81ae52e2d0c880e4373d0ab',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(26,24,1,1,'Which of these fills the gap? Maria Velling has led the council of Kessin since ….','{"id": "maria-velling-2019-fa94f.choice", "kind": "multiple_choice", "topic": "kessin-and-its-harbour", "stem": "Which of these fills the gap? Maria Velling has led the council of Kessin since \u2026.", "fact": "maria-velling-2019-fa94f", "options": [{"id": "a", "text": "2019", "fact": "maria-velling-2019-fa94f"}, {"id": "b", "text": "2018", "fact": ""}, {"id": "c", "text": "2015", "fact": ""}, {"id": "d", "text": "2017", "fact": ""}], "key": "a", "explanation": "Maria Velling has led the council of Kessin since 2019.", "status": "draft", "origin": "engine"}','7a29694615ebb25d314c07204e90a11d4eeb721518a19d074ea424294637b815',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(27,25,1,1,'In which year was the new lighthouse of Kessin built?','{"id": "the-new-lighthouse-of-kessin-1902-59f94.short", "kind": "short_answer", "topic": "kessin-and-its-harbour", "stem": "In which year was the new lighthouse of Kessin built?", "fact": "the-new-lighthouse-of-kessin-1902-59f94", "accepted": ["1902"], "typos": true, "explanation": "The new lighthouse of Kessin was built in 1902.", "status": "draft", "origin": "engine"}','4f6585daddb750f5fd555664c0968c8cd5bedff4e3c1878086574b292de65d6a',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(28,26,1,1,'How many berths does the harbour of Kessin have?','{"id": "the-harbour-of-kessin-312-a7d01.choice", "kind": "multiple_choice", "topic": "kessin-and-its-harbour", "stem": "How many berths does the harbour of Kessin have?", "fact": "the-harbour-of-kessin-312-a7d01", "options": [{"id": "a", "text": "446", "fact": ""}, {"id": "b", "text": "232", "fact": ""}, {"id": "c", "text": "173", "fact": ""}, {"id": "d", "text": "312", "fact": "the-harbour-of-kessin-312-a7d01"}], "key": "d", "explanation": "The harbour of Kessin has 312 berths.", "status": "draft", "origin": "engine"}','72871340401d6053076f78b853358341edec29f10338dfd32baebecf234e5ffc',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(29,27,1,1,'How many metres tall is the new lighthouse of Kessin?','{"id": "the-new-lighthouse-of-kessin-61-metres-505c8.choice", "kind": "multiple_choice", "topic": "kessin-and-its-harbour", "stem": "How many metres tall is the new lighthouse of Kessin?", "fact": "the-new-lighthouse-of-kessin-61-metres-505c8", "options": [{"id": "a", "text": "28 metres", "fact": ""}, {"id": "b", "text": "46 metres", "fact": ""}, {"id": "c", "text": "37 metres", "fact": ""}, {"id": "d", "text": "61 metres", "fact": "the-new-lighthouse-of-kessin-61-metres-505c8"}], "key": "d", "explanation": "The new lighthouse of Kessin is 61 metres tall.", "status": "draft", "origin": "engine"}','271e5fd434f8fc3f3dbc1bc348655afc7ef66ac0e930bef0e9f8baeec346ff40',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(30,28,1,1,'In which year was the bridge of Torgau opened by Helga Brandt?','{"id": "the-bridge-of-torgau-1995-daae2.choice", "kind": "multiple_choice", "topic": "kessin-and-its-harbour", "stem": "In which year was the bridge of Torgau opened by Helga Brandt?", "fact": "the-bridge-of-torgau-1995-daae2", "options": [{"id": "a", "text": "1999", "fact": ""}, {"id": "b", "text": "2000", "fact": ""}, {"id": "c", "text": "1997", "fact": ""}, {"id": "d", "text": "1995", "fact": "the-bridge-of-torgau-1995-daae2"}], "key": "d", "explanation": "The bridge of Torgau was opened in 1995 by Helga Brandt.", "status": "draft", "origin": "engine"}','333248352ec211bb0d57859f5b80047702ca397c2cc20ee72d6f5c44877c7647',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(31,29,1,1,'Match each event with its date.','{"id": "kessin-and-its-harbour-dates.matching", "kind": "matching", "topic": "kessin-and-its-harbour", "stem": "Match each event with its date.", "pairs": [{"id": "1", "left": "Maria Velling has led the council of Kessin", "right": "2019", "fact": "maria-velling-2019-fa94f"}, {"id": "2", "left": "The bridge of Torgau was opened by Helga Brandt", "right": "1995", "fact": "the-bridge-of-torgau-1995-daae2"}, {"id": "3", "left": "The new lighthouse of Kessin was built", "right": "1902", "fact": "the-new-lighthouse-of-kessin-1902-59f94"}], "extra": [], "explanation": "Maria Velling has led the council of Kessin since 2019. The bridge of Torgau was opened in 1995 by Helga Brandt. The new lighthouse of Kessin was built in 1902.", "status": "draft", "origin": "engine"}','d780f3495a68207f100e99d1cc89da9f0bbfc398d1abfe000e8e226ac12bbd58',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(32,30,1,1,'Put these in the order of time, the earliest first.','{"id": "kessin-and-its-harbour.order", "kind": "ordering", "topic": "kessin-and-its-harbour", "stem": "Put these in the order of time, the earliest first.", "items": [{"id": "the-new-lighthouse-of-kessin-1902-59f94", "text": "The new lighthouse of Kessin was built", "fact": "the-new-lighthouse-of-kessin-1902-59f94"}, {"id": "the-bridge-of-torgau-1995-daae2", "text": "The bridge of Torgau was opened by Helga Brandt", "fact": "the-bridge-of-torgau-1995-daae2"}, {"id": "maria-velling-2019-fa94f", "text": "Maria Velling has led the council of Kessin", "fact": "maria-velling-2019-fa94f"}], "explanation": "The new lighthouse of Kessin was built in 1902. The bridge of Torgau was opened in 1995 by Helga Brandt. Maria Velling has led the council of Kessin since 2019.", "status": "draft", "origin": "engine"}','1294542d411e482ce8ebc27939e29ae45ff779469f35ab7621f15b51f0d1fc81',NULL,'2026-03-07 10:59:00.000000');
INSERT INTO "question_version" VALUES(33,5,2,1,'How many metres tall is the lighthouse?','{"id": "height-number", "kind": "numeric", "topic": "tower", "stem": "How many metres tall is the lighthouse?", "fact": "metres", "value": "42", "tolerance": "0", "upper": null, "units": ["metres", "m"], "explanation": "", "status": "published", "origin": "hand"}','bc150e010c665fde09f9080fe9d796cacce04fe04040e295c59070d1cb94a8c7',1,'2026-03-07 11:02:00.000000');
CREATE TABLE reading (
	id CHAR(32) NOT NULL, 
	author_id INTEGER NOT NULL, 
	content JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	drafting_id INTEGER, 
	CONSTRAINT pk_reading PRIMARY KEY (id), 
	CONSTRAINT fk_reading_author_id FOREIGN KEY(author_id) REFERENCES user_account (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_reading_drafting_id FOREIGN KEY(drafting_id) REFERENCES drafting (id) ON DELETE RESTRICT
);
INSERT INTO "reading" VALUES('f1cdfcd258c962eb285e6939e7af91cc',4,'{"bank": "", "bank_title": "Rivers", "title": "Kessin and its harbour", "publisher": "The Harbour Post", "published": "2024-04-02", "url": "", "text": "The Elbe reaches the sea at Cuxhaven. The bridge of Torgau was opened in 1995 by Helga Brandt. The new lighthouse of Kessin is 61 metres tall and was built in 1902.\n\nIn March 2024 the council of Kessin paid 4,500 euros for a new lamp. Maria Velling has led the council since 2019. The harbour of Kessin has 312 berths.\n", "notes": [], "faults": {}}','2026-03-07 10:59:00.000000',1);
INSERT INTO "reading" VALUES('9e52fbf905b269389380803526f5f77a',1,'{"bank": "", "bank_title": "", "title": "", "publisher": "", "published": "", "url": "", "text": "A draft that waits. The dyke of Marn was raised in 1962.", "notes": [], "faults": {}}','2026-03-07 11:02:00.000000',NULL);
CREATE TABLE review (
	id CHAR(32) NOT NULL, 
	user_id INTEGER NOT NULL, 
	fact_id INTEGER NOT NULL, 
	answer_id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	rating INTEGER NOT NULL, 
	guess DOUBLE NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT ck_review_guess_in_range CHECK (guess BETWEEN 0 AND 1), 
	CONSTRAINT ck_review_rating_known CHECK (rating BETWEEN 1 AND 4), 
	CONSTRAINT fk_review_answer_id FOREIGN KEY(answer_id) REFERENCES answer (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_review_fact_id FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE RESTRICT, 
	CONSTRAINT fk_review_user_id FOREIGN KEY(user_id) REFERENCES user_account (id) ON DELETE RESTRICT
);
INSERT INTO "review" VALUES('4927ef8eb47659ed93da3bb159e814e6',2,2,'01a22379f3c578a9808438c5f27142cd','2026-03-02 09:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('c9239a9617a059a79cc4f3a06fe746ea',2,4,'01a22379f3c77c4fb97b87dc8dc7d7b6','2026-03-02 09:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('1180f440e91e599aa8aebfdaa31c6c8f',2,5,'01a22379f3c77c4fb97b87dc8dc7d7b6','2026-03-02 09:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('56291e2e28745b4d8453c509f72dea38',2,6,'01a22379f3c77c4fb97b87dc8dc7d7b6','2026-03-02 09:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('cf3b09d3b29b59ae9b95f8d91d1da841',2,10,'01a22379f3c8762d928bb054c74e5d6d','2026-03-02 09:00:00.000000',1,0.0);
INSERT INTO "review" VALUES('da0611aa126b51b88822e5c2cb81216c',2,13,'01a22379f3c9731dbf5f417ef89c82e9','2026-03-02 09:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('d9dea39995b953a69cb089911249b5da',2,14,'01a22379f3c9731dbf5f417ef89c82e9','2026-03-02 09:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('d3eca20548fd5eb9a51b2132ed06a163',2,7,'01a22379f3ca717c8c8ee00b5b70928b','2026-03-02 09:00:00.000000',3,0.5);
INSERT INTO "review" VALUES('9b84a632ef895545a532849081f8a425',2,8,'01a22379f3ca717c8c8ee00b5b70928b','2026-03-02 09:00:00.000000',3,0.5);
INSERT INTO "review" VALUES('74c6c0063643586ca34791353e614522',2,11,'01a22379f3cb71c798187334eab87534','2026-03-02 09:00:00.000000',1,0.0);
INSERT INTO "review" VALUES('16fa34470c03533585c1146502bb9b99',2,12,'01a22379f3cb71c798187334eab87534','2026-03-02 09:00:00.000000',1,0.0);
INSERT INTO "review" VALUES('1a04f11c40a45e808f9a7625f070acb1',2,3,'01a22379f3cc71bab9ef312bdbd8b556','2026-03-02 09:00:00.000000',3,0.5);
INSERT INTO "review" VALUES('09627347f3565f44ad1a78c1ed634a50',2,1,'01a22379f3cd790db1e2089281f1cb79','2026-03-02 09:00:00.000000',3,0.0);
INSERT INTO "review" VALUES('57b2ffe047315883bb3a3aeb4bb20a94',2,13,'01a22379f3d37b17bf96698cd1396cba','2026-03-03 22:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('5c9d82aa696a5c5f9c5a22beb2cd7c45',2,14,'01a22379f3d37b17bf96698cd1396cba','2026-03-03 22:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('96610adba0345e069f2d75fa100f790c',2,7,'01a22379f3d5761293effb32f178e3a0','2026-03-03 22:00:00.000000',1,0.25);
INSERT INTO "review" VALUES('a33bfe189b5a54f9bc88deecab8f6736',2,8,'01a22379f3d5761293effb32f178e3a0','2026-03-03 22:00:00.000000',1,0.25);
INSERT INTO "review" VALUES('a6c76ff2aa7f5c5f8ef79a1c139cc90c',2,4,'01a22379f3d77fbc9a24f81ab5648b3a','2026-03-03 22:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('76163984e0f75906a35f067403c1ec32',2,5,'01a22379f3d77fbc9a24f81ab5648b3a','2026-03-03 22:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('620bd2d861dd5d5fa9d6aa850b3f334f',2,6,'01a22379f3d77fbc9a24f81ab5648b3a','2026-03-03 22:00:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('7b39a888371e53f99c7a7354ec7598a6',2,11,'01a22379f3d971c0b4d2df910ebaf63d','2026-03-03 22:00:00.000000',1,0.0);
INSERT INTO "review" VALUES('19a43e89886a5ed3ae238e4f65e32cdc',2,12,'01a22379f3d971c0b4d2df910ebaf63d','2026-03-03 22:00:00.000000',1,0.0);
INSERT INTO "review" VALUES('5b101d2baeb25c57b9f23f6cb74d6e03',3,2,'01a22379f3e27c58bd1304d482634c5d','2026-03-03 22:00:00.000000',1,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('7cfca4d90bb9544da2896434ed55b8cb',3,7,'01a22379f3e37337a9aaa2e72fe96c78','2026-03-03 22:00:00.000000',1,0.25);
INSERT INTO "review" VALUES('631dfe1c992f51db8dba3f8d41c970c6',3,8,'01a22379f3e37337a9aaa2e72fe96c78','2026-03-03 22:00:00.000000',1,0.25);
INSERT INTO "review" VALUES('8ca11e84327f513dab577f85934ff89d',3,11,'01a22379f3e478c5bcc9935b85c082e4','2026-03-03 22:00:00.000000',1,0.0);
INSERT INTO "review" VALUES('03bc0a0e388f54c7af09f17c4da6ee3e',3,12,'01a22379f3e478c5bcc9935b85c082e4','2026-03-03 22:00:00.000000',1,0.0);
INSERT INTO "review" VALUES('86005dd31ebc5c32ab43e5f995538878',3,3,'01a22379f3e57be696b0ae13c68654e5','2026-03-03 22:00:00.000000',1,0.5);
INSERT INTO "review" VALUES('06ec81ae0a69514692bcb17417ab176f',2,10,'01a22379f3eb7210af7664019d84966d','2026-03-04 07:00:00.000000',3,0.0);
INSERT INTO "review" VALUES('c7de9f1e6bd2513188d32f147c59f93d',2,2,'01a22379f4157969a566edefae887993','2026-03-04 07:07:00.000000',1,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('2766f0302faf5356a6ab58d3128a931d',2,3,'01a22379f41f7658b2c98b204a17ef64','2026-03-04 07:14:00.000000',3,0.5);
INSERT INTO "review" VALUES('e0b4d5a6c6b25adf9fa84cef34ad95a5',2,1,'01a22379f4287908b46e837980711aa4','2026-03-04 07:21:00.000000',1,0.0);
INSERT INTO "review" VALUES('32d20dfca2b75d48baba7cff2c04d26c',2,7,'01a22379f43071388365469a62e0db64','2026-03-04 07:28:00.000000',3,0.5);
INSERT INTO "review" VALUES('b1774635815d5b4c88bcd15c5301f9a1',2,8,'01a22379f43071388365469a62e0db64','2026-03-04 07:28:00.000000',3,0.5);
INSERT INTO "review" VALUES('74b0a7f7c0e95dfda5c82bb3b5bde887',2,11,'01a22379f43976f7a6b218118f077233','2026-03-04 07:35:00.000000',3,0.0);
INSERT INTO "review" VALUES('dd15af3c6b5050a4bd8d569bb8d21f69',2,12,'01a22379f43976f7a6b218118f077233','2026-03-04 07:35:00.000000',3,0.0);
INSERT INTO "review" VALUES('52bc140846105e97a7e06e0228e840eb',2,11,'01a22379f4497de59bf280e2b7516fde','2026-03-07 07:42:00.000000',3,0.0);
INSERT INTO "review" VALUES('808a0e513b1c58588f74277a58cc1a78',2,12,'01a22379f4497de59bf280e2b7516fde','2026-03-07 07:42:00.000000',3,0.0);
INSERT INTO "review" VALUES('c4bfa2b0af555c48a887fe77de47ab22',2,2,'01a22379f45079f48ecc42a9c60421cc','2026-03-07 07:49:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('4b85bf2f1c035649b0a877f0c251148a',2,10,'01a22379f4577255a9a18b0d4245c475','2026-03-07 07:56:00.000000',1,0.0);
INSERT INTO "review" VALUES('60621b148eb3556abb74e381b1f12a2f',2,1,'01a22379f45d799ebb8fdc3a3503d8cd','2026-03-07 08:03:00.000000',3,0.0);
INSERT INTO "review" VALUES('756268f127d15aa6a1ad3bb47603dca2',2,7,'01a22379f46372e19b542a009818f666','2026-03-07 08:10:00.000000',3,0.5);
INSERT INTO "review" VALUES('64410132795d526ca545b4ecee4f3f5b',2,8,'01a22379f46372e19b542a009818f666','2026-03-07 08:10:00.000000',3,0.5);
INSERT INTO "review" VALUES('c8cc56e5d05c5532ad9f2a163e059304',3,2,'01a22379f46b78dbae03dc1015450a00','2026-03-07 08:17:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('0c9ddf9e0b77542082644a684d163ed2',3,7,'01a22379f472704ab02ec23f2de0c7be','2026-03-07 08:24:00.000000',1,0.25);
INSERT INTO "review" VALUES('b6105fffffc057d4b5e633274aed1a99',3,8,'01a22379f472704ab02ec23f2de0c7be','2026-03-07 08:24:00.000000',1,0.25);
INSERT INTO "review" VALUES('0e9c2a2fdfde575c8a062c9d880e5811',3,11,'01a22379f4787c499c478bb4bbbfd2cc','2026-03-07 08:31:00.000000',3,0.0);
INSERT INTO "review" VALUES('2439dc06300c597bb8718be0e235c95a',3,12,'01a22379f4787c499c478bb4bbbfd2cc','2026-03-07 08:31:00.000000',3,0.0);
INSERT INTO "review" VALUES('865068e108645e5da8ce90ec9668e5c3',3,3,'01a22379f47e7c4996b22a3ef2ff3293','2026-03-07 08:38:00.000000',1,0.5);
INSERT INTO "review" VALUES('445a49557bac51cf83fbff6930191d32',3,7,'01a22379f4857f8a9e96232e3a53f0e2','2026-03-07 08:45:00.000000',3,0.5);
INSERT INTO "review" VALUES('e0600fca9b7f5267aa9a81e758604576',3,8,'01a22379f4857f8a9e96232e3a53f0e2','2026-03-07 08:45:00.000000',3,0.5);
INSERT INTO "review" VALUES('0e5336c6864152f0a5e7c4215f9c8c73',3,2,'01a22379f48b727287bd8a27e80b11d8','2026-03-07 08:52:00.000000',1,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('129962acfc935ac2b97a7cba0bb1f95a',3,13,'01a22379f4a07283bc7c997ed20d4051','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('d22e534937d459aea414de52b4ee1661',3,14,'01a22379f4a07283bc7c997ed20d4051','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('19e6640d8c8e5b7d93ede5fb730728a9',3,7,'01a22379f4a17437b9c4b0afdd6ea7fc','2026-03-07 08:59:00.000000',3,0.5);
INSERT INTO "review" VALUES('45f9b3f3d5135ffa9b90f5e5c0a44a81',3,8,'01a22379f4a17437b9c4b0afdd6ea7fc','2026-03-07 08:59:00.000000',3,0.5);
INSERT INTO "review" VALUES('2bc1e4d48c1c54c1acdc8a8d5252e17f',3,4,'01a22379f4a276028d58686b4544db35','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('df6c3a85227856489b9b7ef3068f76bc',3,5,'01a22379f4a276028d58686b4544db35','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('419c2472cbf3591cad0398430610ca6a',3,6,'01a22379f4a276028d58686b4544db35','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('66cb3dbb3d72534a934f14e39fe01242',3,2,'01a22379f4a37fbfa56032cbd6e7ebea','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('c3c0dea906a45444aaab789cd57f0256',3,10,'01a22379f4a477928805673543546ea6','2026-03-07 08:59:00.000000',3,0.0);
INSERT INTO "review" VALUES('e8408cb8d7f356e1926192e035d41a8d',6,4,'01a22379f4ce748aa5e2ed537abd57e5','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('73a5f3e1ad0b5c2580ba8b49e2c0f244',6,5,'01a22379f4ce748aa5e2ed537abd57e5','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('9ec4b0a83f345a9db459056e051b9eee',6,6,'01a22379f4ce748aa5e2ed537abd57e5','2026-03-07 08:59:00.000000',3,3.33333333333333314829e-01);
INSERT INTO "review" VALUES('b21c2ecefee45ae99447c41de16e71f7',2,18,'01a22379f9947802a273757596c3aab4','2026-03-07 11:02:00.000000',3,0.5);
INSERT INTO "review" VALUES('0e3d518ab979529ab052f65d59021eee',2,20,'01a22379f99575c392d43c309fcf84fa','2026-03-07 11:02:00.000000',3,0.0);
INSERT INTO "review" VALUES('5734f7842c895268b930f3ae1ad300e9',2,19,'01a22379f996753fa442e117b07f00f0','2026-03-07 11:02:00.000000',3,0.5);
CREATE TABLE review_undo (
	answer_id CHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_review_undo PRIMARY KEY (answer_id), 
	CONSTRAINT fk_review_undo_answer_id FOREIGN KEY(answer_id) REFERENCES answer (id) ON DELETE RESTRICT
);
INSERT INTO "review_undo" VALUES('01a22379f43976f7a6b218118f077233','2026-03-04 07:42:00.000000');
CREATE TABLE setup_link (
	id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_setup_link PRIMARY KEY (id), 
	CONSTRAINT uq_setup_link_token_hash UNIQUE (token_hash)
);
INSERT INTO "setup_link" VALUES(1,'5805e909367d9e1f97cf69bb71463bec9edcd37816ddefa6e925867ba6441532','2026-03-02 09:00:00.000000','2026-03-03 09:00:00.000000','2026-03-02 09:00:00.000000');
CREATE TABLE "source" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	bank_id INTEGER NOT NULL, 
	slug VARCHAR(120) NOT NULL, 
	revision INTEGER NOT NULL, 
	is_current BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	publisher VARCHAR(200) NOT NULL, 
	published VARCHAR(10) NOT NULL, 
	url VARCHAR(2000) NOT NULL, 
	note TEXT NOT NULL, 
	text TEXT NOT NULL, 
	created_at DATETIME NOT NULL, from_files BOOLEAN DEFAULT 1 NOT NULL, 
	CONSTRAINT fk_source_bank_id FOREIGN KEY(bank_id) REFERENCES bank (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_source_bank_id_slug_revision UNIQUE (bank_id, slug, revision)
);
INSERT INTO "source" VALUES(1,1,'brief',1,1,0,'A light on Arnholm','The Harbour Post','2023-01-11','https://harbour.example/arnholm','','The lighthouse stands on Arnholm. Its keeper was Ida Berg. It is 42 metres tall.

Work on it began in 1868. It was lit in 1871. It was closed in 1990.

Its walls are of granite. Its light is red.','2026-03-02 09:00:00.000000',1);
INSERT INTO "source" VALUES(2,2,'kessin-and-its-harbour',1,1,0,'Kessin and its harbour','The Harbour Post','2024-04-02','','','The Elbe reaches the sea at Cuxhaven. The bridge of Torgau was opened in 1995 by Helga Brandt. The new lighthouse of Kessin is 61 metres tall and was built in 1902.

In March 2024 the council of Kessin paid 4,500 euros for a new lamp. Maria Velling has led the council since 2019. The harbour of Kessin has 312 berths.','2026-03-07 10:59:00.000000',0);
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('alembic_version','sqlite_autoindex_alembic_version_1','1 1');
CREATE TABLE throttle (
	"key" VARCHAR(80) NOT NULL, 
	tries INTEGER NOT NULL, 
	window_ends_at DATETIME NOT NULL, 
	blocked_until DATETIME, 
	CONSTRAINT pk_throttle PRIMARY KEY ("key")
);
INSERT INTO "throttle" VALUES('guest:12ca17b49af2289436f303e0166030a21e525d26',2,'2026-03-07 09:59:00.000000',NULL);
INSERT INTO "throttle" VALUES('login:name:6700869c8ff7480e34a70a708b028700dbaa3a03',1,'2026-03-07 09:59:00.000000',NULL);
INSERT INTO "throttle" VALUES('login:place:12ca17b49af2289436f303e0166030a21e525d26',1,'2026-03-07 09:59:00.000000',NULL);
INSERT INTO "throttle" VALUES('login:both:38af117799aafc88bdc549461302b9908136d85a',1,'2026-03-07 09:59:00.000000',NULL);
CREATE TABLE "topic" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	bank_id INTEGER NOT NULL, 
	slug VARCHAR(120) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT fk_topic_bank_id FOREIGN KEY(bank_id) REFERENCES bank (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_topic_bank_id_slug UNIQUE (bank_id, slug)
);
INSERT INTO "topic" VALUES(1,1,'tower','The tower',0);
INSERT INTO "topic" VALUES(2,1,'history','Its history',1);
INSERT INTO "topic" VALUES(3,2,'kessin-and-its-harbour','Kessin and its harbour',0);
CREATE TABLE user_account (
	id INTEGER NOT NULL, 
	name VARCHAR(64), 
	name_key VARCHAR(128), 
	email VARCHAR(254), 
	password_hash VARCHAR(255), 
	role VARCHAR(16) NOT NULL, 
	is_guest BOOLEAN NOT NULL, 
	time_zone VARCHAR(64) NOT NULL, 
	day_starts_at INTEGER NOT NULL, 
	new_per_day INTEGER NOT NULL, 
	merged_into_id INTEGER, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_user_account PRIMARY KEY (id), 
	CONSTRAINT ck_user_account_role_known CHECK (role IN ('student', 'teacher', 'admin')), 
	CONSTRAINT ck_user_account_day_boundary_hour CHECK (day_starts_at BETWEEN 0 AND 23), 
	CONSTRAINT ck_user_account_guest_is_nameless CHECK (is_guest = (name IS NULL)), 
	CONSTRAINT ck_user_account_guest_has_no_password CHECK (is_guest = (password_hash IS NULL)), 
	CONSTRAINT ck_user_account_new_per_day_sane CHECK (new_per_day BETWEEN 0 AND 999), 
	CONSTRAINT fk_user_account_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES user_account (id) ON DELETE RESTRICT, 
	CONSTRAINT uq_user_account_name_key UNIQUE (name_key)
);
INSERT INTO "user_account" VALUES(1,'Clara','clara',NULL,'$argon2id$v=19$m=19456,t=2,p=1$V0T8teIqDdKupXKOEk79uw$B6jqCDvnHEHFxwOhzDVu5mK8wJqXCrKV90FlnP9mqr0','teacher',0,'UTC',4,10,NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "user_account" VALUES(2,'Ana','ana','ana@harbour.example','$argon2id$v=19$m=19456,t=2,p=1$BFz8buJPvZsjVUEX0LRQDw$+J1oq/NmOWGhZhDwVbQ4iJnBEcXjAAzXPf2l7lW4hjE','student',0,'Europe/Berlin',4,10,NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "user_account" VALUES(3,'Ben','ben',NULL,'$argon2id$v=19$m=19456,t=2,p=1$BFz8buJPvZsjVUEX0LRQDw$+J1oq/NmOWGhZhDwVbQ4iJnBEcXjAAzXPf2l7lW4hjE','student',0,'Asia/Tokyo',4,10,NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "user_account" VALUES(4,'Tom','tom',NULL,'$argon2id$v=19$m=19456,t=2,p=1$BFz8buJPvZsjVUEX0LRQDw$+J1oq/NmOWGhZhDwVbQ4iJnBEcXjAAzXPf2l7lW4hjE','teacher',0,'UTC',4,10,NULL,'2026-03-02 09:00:00.000000');
INSERT INTO "user_account" VALUES(5,NULL,NULL,NULL,NULL,'student',1,'Europe/Paris',4,10,3,'2026-03-07 08:59:00.000000');
INSERT INTO "user_account" VALUES(6,NULL,NULL,NULL,NULL,'student',1,'UTC',4,10,NULL,'2026-03-07 08:59:00.000000');
CREATE INDEX ix_attempt_user_started ON attempt (user_id, started_at);
CREATE INDEX ix_login_user_id ON login (user_id);
CREATE INDEX ix_memory_user_bank_due ON memory (user_id, bank_id, due);
CREATE INDEX ix_memory_user_due ON memory (user_id, due);
CREATE INDEX ix_memory_user_first ON memory (user_id, first_review_at);
CREATE INDEX ix_answer_question_version_id ON answer (question_version_id);
CREATE INDEX ix_answer_user_received ON answer (user_id, received_at);
CREATE UNIQUE INDEX uq_answer_attempt_position ON answer (attempt_id, position);
CREATE INDEX ix_attempt_question_question_version_id ON attempt_question (question_version_id);
CREATE INDEX ix_fact_evidence_source_id ON fact_evidence (source_id);
CREATE INDEX ix_question_part_fact_id ON question_part (fact_id);
CREATE INDEX ix_question_part_fact_version_id ON question_part (fact_version_id);
CREATE INDEX ix_mark_fact_id ON mark (fact_id);
CREATE INDEX ix_review_answer ON review (answer_id);
CREATE INDEX ix_review_user_at ON review (user_id, at);
CREATE INDEX ix_review_user_fact_at ON review (user_id, fact_id, at);
CREATE INDEX ix_draft_drafting_id ON draft (drafting_id);
CREATE INDEX ix_reading_created_at ON reading (created_at);
CREATE INDEX ix_reading_drafting_id ON reading (drafting_id);
CREATE UNIQUE INDEX uq_source_current ON source (bank_id, slug) WHERE is_current;
CREATE INDEX ix_fact_topic_id ON fact (topic_id);
CREATE UNIQUE INDEX uq_fact_version_current ON fact_version (fact_id) WHERE is_current;
CREATE INDEX ix_question_bank_status ON question (bank_id, status);
CREATE INDEX ix_question_topic_id ON question (topic_id);
CREATE UNIQUE INDEX uq_question_version_current ON question_version (question_id) WHERE is_current;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('bank',2);
INSERT INTO "sqlite_sequence" VALUES('topic',3);
INSERT INTO "sqlite_sequence" VALUES('source',2);
INSERT INTO "sqlite_sequence" VALUES('fact',20);
INSERT INTO "sqlite_sequence" VALUES('fact_version',21);
INSERT INTO "sqlite_sequence" VALUES('question',30);
INSERT INTO "sqlite_sequence" VALUES('question_version',33);
COMMIT;
